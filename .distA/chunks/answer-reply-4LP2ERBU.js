import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
import{calledAs,hashOf,passageOf,passagesOf,speaksOf,voteActions}from"./chunk-3B5L4HBH.js";import{sectionIn,showHelp,showNote,showTopics}from"./chunk-ARUMR6V2.js";import{phrasesFor}from"./chunk-ONEEF243.js";import{toCaller,toChannel}from"./chunk-7C75OTBO.js";import{indexOf}from"./chunk-7ZOR67OO.js";import{ASKING,STOP,editDistance,normalise,squash,stem,tells,wordsOf}from"./chunk-GD6VP2M6.js";import{clip,oneLine}from"./chunk-I2PGZSKI.js";import"./chunk-2R7WUGOX.js";import{typedFor}from"./chunk-H3UJSU3Z.js";import"./chunk-YF4FM3IS.js";import"./chunk-42HHLC77.js";var WANTED=[["money",/ how much (?:money|(?:did|does|do|would|will|was|is) (?:\w+ ){0,6}costs?) | (?:what|whats) (?:is |was |did |does |do )(?:\w+ ){0,6}(?:cost|price|salary) | how much (?:\w+ ){0,4}(?:earn|earns|earned|paid|pay) /],["duration",/ how (?:long (?:did|does|do|was|will|would|to|until|before)|many (?:days|hours|weeks|minutes|months)) /],["advice",/ when (?:should|would|do|can|to|not|is|are) | (?:should|would|can) (?:i|we|you) (?:\w+ ){0,2}(?:use|choose|pick|prefer|start|skip) | in practice | worth /],["number",/ how (?:many|much|long|big|large|fast|often|well|deep|small|wide|far) | what (?:percentage|percent|fraction|number|score|accuracy|error|size) /],["comparison",/ (?:compare|compares|compared|comparing|comparison|vs|versus|difference|differences|differ|differs|different from|(?:which|what|whats|what s) (?:\w+ )?(?:better|best|faster|worse) .* or) /],["drawback",/ (?:drawbacks?|weak(?:ness(?:es)?|er)?|limitations?|limits|downsides?|disadvantages?|problems?|flaws?|criticisms?|cons|wrong|shortcomings?|tradeoffs?|caveats?|pitfalls?|gotchas?|catch|careful|complaints?|fail|fails|bad|sucks?|struggles?) /],["why",/ (?:why|important|importance|matters?|significan\w+|popular|influen\w+|impact|relevant|legacy|still|today|nowadays|worth|useful|in practice|same as|open source) | when (?:should|would|do|to|not) | (?:should|would) (?:i|we|you) /],["contributions",/ (?:contributions?|novel|novelty|innovations?|whats new|what is new|findings|takeaways?) /],["numbers",/ (?:numbers|results|metrics|benchmarks|statistics|figures) /],["definition",/ (?:what is|whats|what s|what are|what does|what did|explain|summari[sz]e|summary|tldr|tl dr|describe|overview|tell me about|how does|how do|how is|idea|nutshell|gist|about) /]],PURPOSE=/ (?:problems?|issues?|limitations?|weakness(?:es)?|trouble) (?:\w+ ){0,6}(?:solves?|solved|solving|fix|fixes|fixed|address|addresses|addressed|tackles?|tackled|overcomes?|gets around) /;function wantedBy(text){let plain=` ${normalise(text)} `;return PURPOSE.test(plain)?new Set(["definition"]):new Set(WANTED.flatMap(([wanted,pattern])=>pattern.test(plain)?[wanted]:[]))}var ADVICE=/^(?:\*\*)?(?:use|save|start|run|choose|prefer|skip|avoid|test|treat|try|read|delete|fix|collect|keep|do not|don’t|for|where)\b|\b(?:is the right tool|use it|save it)\b/iu,TRAINED_ON=/\b(?:trained|training|fine-tuned|learns?|learned)\b[^.]{0,30}\b(?:on|from)\b/iu,DURATION=/\b(?:seconds?|minutes?|hours?|days?|weeks?|months?|years?)\b/iu,WEAK=/\b(?:drawbacks?|weak(?:ness)?|price|flaws?|limits?|limited|wrong|hurts?|aged badly|fails?|failure|trails|loses|dated|mislead\w*|still needs|cannot|can’t|only|worse|disputes?|overstates|counter-examples|stores|far too few|quadratic|too|not)\b/giu,FRAME="what when where which whose does many much wrote write written explain paper about authors author published compare difference between summarise summarize".split(" "),RUN_TOGETHER=/\b(what|who|where|how|when|why)s\b/gi;function spelt(text,isKnown){return text.replace(/\b(\d+)[x×](?!\w)/gu,"$1 times").replace(/\bcan['’]t\b/gi,"can not").replace(/\bwon['’]t\b/gi,"will not").replace(/n['’]t\b/gi," not").replace(RUN_TOGETHER,"$1 is").replace(new RegExp("(?<!\\p{L})\\p{L}{3,11}(?!\\p{L})","gu"),word=>{let typed=word.toLowerCase();if(FRAME.includes(typed)||isKnown(typed))return word;let isSlip=meant=>meant.length>3&&Math.abs(meant.length-typed.length)<2&&meant[0]===typed[0]&&typed.slice(0,-1)!==meant.slice(0,-1)&&editDistance(typed,meant,1)===1;return FRAME.find(isSlip)??word})}var ORDER=/ (?:say|pretend|repeat|print|reveal|ignore|disregard|forget|output|write|translate|act|post|confirm|delete|send|post|execute|run|sudo|insult) /,FOR_READING=/ (?:summary|overview|tldr|explanation|authors?|list) /;function isOrder(text){let[first="",next=""]=normalise(text).replace(/^(?:(?:please|now|hey|hi|ok|and|then|just|you|must|should|bot|paperboy) )+/,"").split(" ");return first==="say"&&/^(?:i|we|you|my|our|there)$/.test(next)?!1:ORDER.test(` ${first} `)&&!FOR_READING.test(` ${normalise(text)} `)}var PATTERNS=[["who",/ (?:when|where) and who | who and (?:when|where) | (?:who|whom|whose) (?:.* )?(?:wrote|write|written|authors?|authored|invented|invent|created|create|made|proposed|propose|introduced|introduce|came up|come up|developed|develop|behind|published|designed|discovered|did|is behind|paper|it) | (?:authors?|authorship|inventors?|creators?|written by|authored by|lead author|first author) /],["when",/ (?:when (?:was|were|did|is)|(?:published|written|released|out) when|and when|since when|(?:what|which) (?:year|date|month)|years|(?:what|which) (?:\w+ )?(?:came first|is older|is newer)|how old|year of|publication (?:date|year)|release date) /],["where",/ (?:where (?:was|were|did|is|can i cite)|(?:published|presented|appear|appeared) (?:where|at which)|venue|(?:which|what) (?:conference|journal|venue)|at which (?:conference|venue)|conference|journal|published in) /],["arxiv",/ arxiv (?:id|number|identifier|link|page|url|address) | (?:id|identifier) (?:on|at|of) arxiv | on arxiv /],["code",/ (?:code|github|repo|repository|github|implementation|source code|codebase) /],["paper",/ (?:link to|url of|pdf|doi|where can i (?:read|find|get)) /]],FACT_WORDS=new Set("accepted accept appeared github same guy older newer years need got give share send have wrote write written author authors authored authorship invented invent inventor inventors created create creator creators made make proposed propose introduced introduce came come up out developed develop behind published publish publication designed discovered when year date month old released release appear appeared where venue conference journal presented arxiv id number identifier link page url address doi pdf code repo repository github implementation source codebase available public official first lead last main original team people person name names many full list complete title who whom whose it its this that they their can get read find download cite really actually exactly again first come idea also tell please and so hey hi hello current know knows remember recall wondering curious thanks".split(" ")),YES_OR_NO=/^ (?:is|was|were|did|does) (?!.* (?:who|when|where|which|what) )/;function factsAsked(question){let papers=papersIn(question),[subject]=papers.length>0?papers:question.notes;if(!subject||papers.length===0&&question.notes.length>1)return;let plain=` ${question.words.join(" ")} `,people=question.mentions.some(({text,notes})=>isPeople(text,notes)),yesOrNo=YES_OR_NO.test(plain)&&!people&&papers.length<2,asked=PATTERNS.flatMap(([kind,pattern])=>pattern.test(plain)&&!(kind==="who"&&yesOrNo)?[kind]:[]),sought2=asked.length===0&&question.mentions.length>1&&papers.length===1&&people;if(sought2&&asked.push("who"),asked.length===0||asked.includes("where")&&/\bwhere\b/.test(plain)&&!/published|publish|appear|accept|presented|come out|came out|conference|venue|journal|cite|code|repo|read|find|paper|pdf/.test(plain)||asked.includes("when")&&!/publish|come out|came (?:out|first)|older|newer|release|written|write|wrote|appear|year|date|old|invented|introduced|proposed|created|made|developed|presented|paper|is it from/.test(plain))return;let others=papers.filter(one=>one!==subject),own=new Set([subject,...others].flatMap(({authors,name,title,aliases})=>wordsOf([...authors,name,title,...aliases].join(" "))));if(question.terms.some(({word,plain:plain2,optional})=>!FACT_WORDS.has(word)&&!(sought2&&(plain2||optional))&&!own.has(word))||question.mentions.some(mention=>mention.notes.length===0))return;let of=one=>asked.flatMap(kind=>factsOf(one,kind)),facts=of(subject);if(facts.length===0)return;let also=others.map(one=>({note:one,facts:of(one)}));return{note:subject,facts,...also.length>0&&{also}}}function papersIn({mentions}){let papers=mentions.filter(({text,notes:notes2})=>!isPeople(text,notes2)),notes=papers.flatMap(mention=>mention.notes.length===1?mention.notes:[]);return notes.length<papers.length?[]:[...new Set(notes)]}function isPeople(said,notes){let words3=wordsOf(said).filter(word=>!STOP.has(word)&&!ASKING.has(word)&&!/^\d+$/.test(word));return words3.length>0&&notes.length>0&&notes.every(note=>{let names=new Set(note.authors.flatMap(wordsOf));return words3.every(word=>names.has(word))})}function papersOf(question){let{mentions,words:words3,terms}=question,plain=` ${words3.join(" ")} `,people=mentions.filter(mention=>isPeople(mention.text,mention.notes));if(!(people.length===0||people.length<mentions.length)&&/ (?:papers?|notes?|wrote|write|written|work|works|by|publish|published|authored|from|else) /.test(plain)&&!terms.some(({word,optional})=>!optional&&!FACT_WORDS.has(word)))return[...new Set(people.flatMap(({notes})=>notes))]}function factsOf(note,asked){let published={label:"Published",value:note.venue},year={label:"Year",value:String(note.year)};switch(asked){case"who":return[{label:"Authors",value:note.authors.join(", ")}];case"when":return[year,published];case"where":return[published,year];case"arxiv":return note.arxiv===void 0?[{label:"Paper",value:note.url}]:[{label:"arXiv",value:note.arxiv},{label:"Paper",value:note.url}];case"paper":return[{label:"Paper",value:note.url}];case"code":return note.code===void 0?[]:[{label:"Code",value:note.code}]}}var GREETING=new Set("a lot hi hello hey heya hiya yo good morning afternoon evening day night thanks thank you thx cheers there everyone everybody all paperboy bot welcome bye goodbye greetings how are u doing is it going sup whats up nice to meet ok okay cool great so much very that was helpful".split(" ")),ABOUT_ITSELF=/^(?:who|what) are you$|^what (?:can|do) (?:you|i|we) (?:do|ask|know)(?: (?:here|you|about))?$|^help(?: me)?$|^how do (?:you|i use you|i use this|i use it) ?(?:work)?$/;function isGreeting(message){let plain=normalise(message.slice(0,200)).replace(/^(?:hi|hello|hey) /,""),words3=plain.split(" ");return plain!==""&&(ABOUT_ITSELF.test(plain)||words3.length<=8&&words3.every(word=>GREETING.has(word)))}var ENOUGH=.46,SEARCHED=.5,UNNAMED=.6,ELSEWHERE=.8,SECOND=.35,RARE=.55,PAPER=new Set(["paper","papers","article","summarise","summarize","summary","tldr"]),OTHER=/\b(?:which|what) (?:paper|work|note|method)\b/iu,QUOTES=3,WHY="Why it still matters";function chosen(ranked,question){let{notes,wanted}=question,good=ranked.filter(it=>answers(it,question)),best=good.find(({passage})=>notes.includes(passage.note))??good[0];if(!best)return[];let{note,section}=best.passage,picked=[best];for(let next of ranked){if(picked.length>=QUOTES||next.score<best.score-SECOND)break;picked.includes(next)||next.cover<.35||next.passage.note!==note&&(picked.length>1||!good.includes(next))||picked.push(next)}let add=passage=>{let found=ranked.find(it=>it.passage===passage);found&&!picked.includes(found)&&picked.splice(Math.min(picked.length,QUOTES-1),1,found)},passages=passagesOf(note),after=passages[passages.indexOf(best.passage)+1];return wanted.has("definition")&&section==="TLDR"&&after?.section===section&&add(after),wanted.has("why")&&add(passages.find(it=>it.section===WHY)),picked}function answers({cover,focused,passage,has},question){if(!focused||cover<(question.asks?ENOUGH:SEARCHED))return!1;let{terms,notes,mentions,wanted,words:words3,most}=question;if(notes.includes(passage.note))return!0;let isOther=notes.length===0||OTHER.test(question.text);if(cover<(isOther?UNNAMED:ELSEWHERE))return!1;let required=terms.filter(({optional})=>!optional),telling=required.filter(term=>has.has(term)&&!new RegExp("^\\p{N}{1,2}$","u").test(term.word)),named=mentions.length;if(required.length+named>1)return telling.length+named>1;let[only]=telling;return!only||only.word.length<4||only.weight<RARE*most?!1:wanted.has("definition")&&!words3.some(word=>PAPER.has(word))}function merged(ranked){let quotes=[];for(let{passage}of ranked){let{note,section,text,at}=passage,prose=section==="TLDR"?note.tldr:section===WHY?note.why:void 0,near=quotes.find(it=>prose!==void 0&&it.note===note&&it.section===section&&(prose.slice(it.to,at).trim()===""||prose.slice(at+text.length,it.from).trim()==="")&&(at>=it.to||at+text.length<=it.from));near&&prose!==void 0?(near.from=Math.min(near.from,at),near.to=Math.max(near.to,at+text.length),near.text=prose.slice(near.from,near.to)):quotes.push({note,section,text,from:at,to:at+text.length})}return quotes.map(({note,section,text})=>({note,section,text}))}var READ=8,NAMED=4,HELPS=.15,DISTINCT=.1,NEAR=4,PLAIN_SHARE=.7,ELSEWHERE2=.3;function rank(question,index){let notes=new Set(question.notes);for(let{note}of index.search(question.text,READ))notes.add(note);return[...notes].flatMap(note=>rankIn(question,note)).sort((a,b)=>b.score-a.score||a.passage.at-b.passage.at)}function rankIn(question,note,passages=passagesOf(note)){let{terms,mentions,wanted}=question,own=mentions.some(mention=>mention.notes.includes(note)),others=mentions.filter(mention=>!mention.notes.includes(note)),names=own?namesOf(note,question):[],somewhere=new Map,matches=passages.map(()=>new Map);for(let term of terms){let matchOf=matcherOf(term,passages,question,names);passages.forEach((passage,i)=>{let worth=matchOf(passage);worth!==0&&(matches[i]?.set(term,worth),worth>(somewhere.get(term)??0)&&somewhere.set(term,worth))})}let distinct=new Map([...somewhere.keys()].map(term=>{let uses=matches.reduce((sum,it)=>sum+Number(it.has(term)),0);return[term,Math.log(passages.length/uses)/Math.log(passages.length)]})),sumOf=some=>some.reduce((sum,{weight})=>sum+weight,0),telling=sumOf(terms.filter(({plain,optional})=>!plain&&!optional)),everyday2=sumOf(terms.filter(({plain,optional})=>plain&&!optional)),dampened=telling>0?Math.min(1,PLAIN_SHARE*telling/everyday2):1,lacking=terms.some(term=>term.condition&&!term.plain&&term.name&&!somewhere.has(term));return passages.map((passage,i)=>{let found=matches[i]??new Map,all=0,cover=0,outside=!isModified(passage,question);for(let{notes,called}of others)all+=NAMED,speaksOf(passage,called)?cover+=NAMED*.9:notes.length===0&&(outside=!0);let extra=0;for(let term of terms){let worth=found.get(term)??ELSEWHERE2*(somewhere.get(term)??0);if(term.optional)extra+=found.has(term)?HELPS*term.weight*worth:0;else{let weight=term.plain?term.weight*dampened:term.weight;all+=weight,cover+=weight*worth,own&&found.has(term)&&(extra+=DISTINCT*worth*(distinct.get(term)??0))}}let share=all===0?Number(own):cover/all,inFocus=terms.filter(term=>term.focus),telling2=inFocus.filter(({plain})=>!plain),focus=telling2.length>0||question.counted?telling2.length>0?telling2:inFocus:[],asked=focus.reduce((sum,{weight})=>sum+weight,0),had=focus.reduce((sum,term)=>sum+(found.has(term)?term.weight:0),0),uncounted=question.counted&&!hasNumber(passage),isDuration=wanted.has("duration")&&!DURATION.test(passage.text),isMoney=wanted.has("money")&&!/[$€£¥]|dollar/i.test(passage.text),otherwise=terms.some(term=>term.condition&&term.name&&!found.has(term)),focused=!outside&&!lacking&&!otherwise&&!isMoney&&!isDuration&&!uncounted&&(asked===0||had/asked>.74),score=share+extra+pairsIn(terms,passage)*.05;return focused||(score-=.25),!own&&question.notes.length>0&&(score-=.25),score+=sectionBonus(question,passage),wanted.has("number")&&(score+=numberBonus(passage)),wanted.has("duration")&&(score+=DURATION.test(passage.text)?.25:-.15),wanted.has("advice")&&ADVICE.test(passage.text)&&(score+=.15),{passage,cover:share,score,focused,has:new Set(found.keys())}})}var DESCRIBED=.7,RUNNER_UP=.75;function describedBy({terms,mentions,asks},ranked){let telling=terms.filter(({plain,optional})=>!plain&&!optional);if(!asks||mentions.length>0||telling.length<2)return;let had=new Map;for(let{passage,has}of ranked){let known=had.get(passage.note)??new Set;for(let term of has)known.add(term);had.set(passage.note,known)}let sumOf=some=>some.reduce((sum,it)=>sum+it.weight,0),[best,second]=[...had].map(([note,has])=>({note,sum:sumOf(telling.filter(term=>has.has(term)))})).sort((a,b)=>b.sum-a.sum);if(!(!best||best.sum<DESCRIBED*sumOf(telling)))return(second?.sum??0)>RUNNER_UP*best.sum?void 0:best.note}function isModified({stems:stems2},{modifier,mentions}){let[first]=modifier;if(first===void 0)return!0;let phrase=[...modifier,...wordsOf(mentions[0]?.text??"").map(stem)];return stems2.some((key,i)=>key===first&&phrase.every((one,j)=>stems2[i+j]===one))}function matcherOf(term,passages,{terms},names){let{stem:key,like,word,joined}=term,isLong=word.length>7,inName=names.filter(said=>said.some(one=>stem(one)===key)),derived=derivedOf(term,passages),hasDigit=word.length>3&&new RegExp("\\p{N}","u").test(word);return passage=>{let{has,squashed,text}=passage;if(has.has(key)&&(inName.length===0||isBeside(key,inName,passage)))return 1;for(let one of derived)if(has.has(one))return .9;for(let one of joined)if(has.has(one))return .9;if(isLong&&inName.length===0&&squashed.includes(word))return .9;if(like){for(let one of like)if(has.has(one))return .85}return FRACTION.test(word)&&SHARE.test(text)||like?.has("dataset")&&TRAINED_ON.test(text)?.8:like?.has("billion")&&PARAMETERS.test(text)?.85:hasDigit&&squashed.includes(word)?.9:term.measure&&hasMeasure(terms,passage)?.8:0}}function namesOf({name,title,id,aliases},{mentions}){let own=squash(name);return[name,title,id,...mentions.map(({text})=>text),...aliases.filter(alias=>squash(alias).includes(own))].map(wordsOf).filter(said=>said.length>1)}function isBeside(key,names,{spaced}){let text=spaced;for(let said of names)text=text.replaceAll(` ${said.join(" ")} `," ");return text.split(" ").some(one=>stem(one)===key)}var SUFFIX=/^(?:v?\d{1,2}|a|e|i|o|y|al|ally|an|ance|ant|ary|at|ate|ed|ence|ent|er|es|est|ful|ial|ian|ic|ical|ied|ies|ing|ion|ism|ist|it|ity|ive|less|ly|ment|ness|or|ous|s|th|tion|ual|ure)$/,PREFIX=/^(?:auto|de|en|inter|multi|non|over|pre|re|sub|super|un|under)$/;function derivedOf(term,passages){let own=term.stem;if(own.length<3||/[^a-z]/.test(own))return[];let root=own.replace(/(?:al)?iz$/,""),start=own.slice(0,4),found=[];for(let key of stemsOf(passages))if(!(key===own||key.length<3)){if(own.length<4){key.startsWith(own)&&/^v?\d+$/.test(key.slice(own.length))&&found.push(key);continue}if(key.startsWith(start)){let[short,long]=key.length<own.length?[key,own]:[own,key],more=long.slice(short.length);if(!long.startsWith(short)||!SUFFIX.test(more))continue;(short.length>4||/^(?:est|er|s)$/.test(more))&&found.push(key)}else key.endsWith(own)?PREFIX.test(key.slice(0,-own.length))&&found.push(key):key.length>3&&own.endsWith(key)?PREFIX.test(own.slice(0,-key.length))&&found.push(key):root!==own&&root.length>3&&key.endsWith(root)&&found.push(key)}return found}var stemsIn=new WeakMap;function stemsOf(passages){let found=stemsIn.get(passages);return found||(found=[...new Set(passages.flatMap(({stems:stems2})=>stems2))],stemsIn.set(passages,found)),found}var FRACTION=/^(?:ratio|share|proportion|percent|percentage|fraction|probability|odds)$/,SHARE=/\d\s?%|\b0?\.\d|percent|\bhalf\b|\bthird\b/,PARAMETERS=new RegExp("\\b\\d[\\d.,]*\\s?[MBT]\\b(?!\\s+(?!parameters|weights|models?\\b)\\p{Ll}+s\\b)","u");function hasMeasure(terms,{words:words3,stems:stems2,text}){let inFocus=terms.filter(({focus,measure})=>focus&&!measure),measured=!terms.some(({focus})=>focus)?terms.filter(term=>!term.measure&&!term.optional):inFocus;if(measured.length===0)return/\d/.test(text)&&terms.some(({focus})=>focus);let beside=i=>words3.slice(Math.max(0,i-NEAR),i+NEAR+1);return measured.some(term=>stems2.some((key,i)=>key===term.stem&&beside(i).some(word=>/^\d/.test(word))))}function pairsIn(terms,{stems:stems2}){let pairs=0;for(let i=1;i<terms.length;i++){let[a,b]=[terms[i-1]?.stem,terms[i]?.stem];stems2.some((key,j)=>key===a&&stems2[j+1]===b)&&(pairs+=1)}return pairs}var NUMBER=/\d|\b(?:one|two|three|four|five|six|seven|eight|nine|ten|dozen|hundred|thousand|million|billion|zero|no|half|third|quarter)\b/i;function hasNumber({text}){return NUMBER.test(text)}function numberBonus(passage){return/\d/.test(passage.text)?.08:hasNumber(passage)?0:-.08}function sectionBonus({wanted,terms},{section,at,text}){let required=terms.filter(({optional})=>!optional).length,bonus=0;return wanted.has("drawback")?(bonus+=section==="Why it still matters"?.12:0,bonus+=Math.min(.12,.04*(text.match(WEAK)?.length??0))):wanted.has("why")?bonus+=section==="Why it still matters"?.12:0:wanted.has("number")?bonus+=section==="By the numbers"||section==="Key contributions"?.03:0:wanted.has("contributions")?bonus+=section==="Key contributions"?.12:0:wanted.has("numbers")&&required===0?bonus+=section==="By the numbers"?.15:0:wanted.has("definition")&&(bonus+=section==="TLDR"?.06:0),bonus-Math.min(.02,at/5e4)}function comparison(question,found){let{notes,terms}=question,pair=notes.slice(0,2),[first,second]=pair;if(!first||!second)return;let sidesRanked=pair.map(note=>({note,ranked:rankIn(question,note)})),isSaid=term=>sidesRanked.some(({ranked})=>ranked.some(({has})=>has.has(term)));if(!terms.every(term=>term.optional||isSaid(term)))return;let together=merged(found.filter(({passage})=>pair.includes(passage.note)).slice(0,QUOTES)),sides=sidesRanked.map(({note,ranked})=>{let best=terms.some(({optional})=>!optional)?ranked.filter(({passage,has})=>[...has].some(({optional})=>!optional)&&!together.some(({text})=>text.includes(passage.text))).sort((a,b)=>b.score-a.score).slice(0,1):[],quotes=best.length>0?merged(best):[{note,section:"TLDR",text:note.tldr}];return{note,quotes}});return{kind:"comparison",together,sides}}function words(text){return new Set(text.trim().split(/\s+/))}function stems(text){return new Set(text.trim().split(/\s+/).map(stem))}var OPTIONAL=words(`
work works working worked really actually exactly basically simply main idea ideas key concept concepts core
quick quickly summary overview description detail details describe mean means meaning stand stands new novel
original need needs needed require required requires reason reasons important importance matter matters
significant popular relevant still today nowadays useful worth practice purpose point goal happen happens
happened people person someone anyone everybody everyone guys folks hey hi hello thanks thank question
questions answer know understand wonder wondering curious learn believe think says said say claim claims
claimed ever yet also again right now back good great bad best better way ways kind kinds sort type
types thing things lot much many more most long short get gets got getting give gives make makes made let lets
take takes took taken come comes came go goes going gone see seen must ok okay yes no not per compare compared
comparing comparison comparable versus vs difference differences differ different between against over than
like instead especially particular general generally typical typically normally usually often model models
method methods approach approaches technique techniques system systems author authors team researchers result
results do doing done have having being able possible set same both each other another own drawback drawbacks
weakness weaknesses limitation limitations limit limits downside downsides disadvantage disadvantages problem
problems flaw flaws criticism cons con wrong trade tradeoff tradeoffs advantage advantages benefit benefits
pros contribution contributions takeaway takeaways finding findings reach reached reaches achieve achieved
achieves show shows showed demonstrate demonstrated demonstrates report reports reported solve solves solved
well far part parts down piece recommend recommends recommended suggest suggests suggested compute computes
computed perform performs provide provides handle handles produce produces apply applies applied contain
contains include includes read explain add adds added adding uses algorithm algorithms behind nutshell simple
terms layman laymans beginner beginners intuition intuitively basics tl dr eli5 level glance sentence
sentences year years old number amount value values percent percentage please figure figures fact facts during
while because since before after then once within about around across through under above below until
upon among amongst along besides despite except due via whether either neither nor or else though although
however therefore thus hence very quite too rather pretty fairly almost nearly enough just only even always
never sometimes already soon currently recently tell share help wanna gonna want wants wanted would could
might may shall there here anywhere somewhere everywhere anything something nothing everything none any some
every all few several
according liked enjoyed loved introduce introduces introduced propose proposes proposed present presents presented
`),VERBS=stems(`
accept accepted act allow appear argue arise assume attempt avoid become became begin began behave belong
break broke bring brought build built buy call carry catch cause check choose chose chosen combine
compete complain conclude connect consider consist continue convert cope create deal decide
define deliver depend derive deserve develop disappear discover discuss do draw drew drove eat enable
encourage end enjoy enter exist expect fail fall fell favour feel felt fight find fix follow
found gain gather grow grew guess happen hear hold held hope hurt identify imagine implement
imply indicate influence inspire introduce invent investigate involve join keep kept kill lack lead led
leave left lie live look lose lost love maintain manage meet met mention miss move notice obtain offer
operate originate outgrow own pick play prevent present proceed promise propose prove publish pull push put
raise realise realize receive recommend rely remain remember remove resolve respond run ran save
seek seem select send sent separate serve settle shift solve speak spend spent stand start state stay
stick stop struggle study succeed suffer suit suppose survive talk teach taught tend thank trust throw tie touch treat try turn undergo want warn wish write wrote written reuse
overcome tackle address mitigate leverage exploit motivate justify reject criticise criticize
base based come came go went get got give gave take took make made need needed know knew see saw cite cited pretend confirm repeat forget post reveal say said burn pay off
`),PLAIN=stems(`
network networks architecture component paper without first called one two three four five six seven eight nine ten both
test function target measure control form force face drive support change claim credit question print output share return rest trigger cross last spot watch waste debate reason guide
absolute acceptable actual additional amazing apparent appropriate available aware awesome basic broad careful
certain clear clever close colleague common complete complex comprehensive confident consistent convenient
correct crazy crucial current curious dedicated definite direct distinct easy economic effective elegant
enormous entire equal essential even exact excellent explicit extra extreme fair false famous fantastic
favourite final fine flexible formal former forward free frequent full fun fundamental further good handy
happy hard harmful heavy helpful high honest hungry ideal immediate impressive inherent initial interesting
internal just kind late latest least less light likely little long loose low lucky major massive mere modern
near neat necessary nice normal notable obvious odd ok optimal ordinary outright overall perfect plain poor
potential powerful precise present previous primary prior proper pure quick rare raw ready real reasonable
recent reliable remarkable rough safe secret sensible separate serious sharp silly similar slight smart soft
solid special specific standard strange strict strong stupid sudden sufficient suitable super sure surprising
terrible tiny top total tough tricky true truth twice typical ultimate underlying unusual useless usual valid
various vast wise whole case thing stuff aspect bit course experience fashion feature form function group guy
half hand hope issue list look lot lunch manner moment name notion occasion opinion option part place
possibility range record recipe role rule sake scenario sense setting setup side situation sort spirit story
term tip topic trick try turn view world friend boss guys folks team meeting discussion debate conversation
reading today tomorrow yesterday morning evening lately nowadays benefit impact effect outcome success failure
evidence proof
`);function isVerb(key){return VERBS.has(key)}function isPlain(word,key){return VERBS.has(key)||PLAIN.has(key)||/.{4}ly$/.test(word)}var GROUPS=`
big bigger biggest large larger largest size sizes sized small smaller smallest huge scale > parameters billion million
parameters parameter weights params
fast faster fastest speed speeds slow slower slowest slows slowed latency throughput quicker quickest speedup accelerate > seconds fewer steps
time days hours weeks minutes duration day hour
gpu gpus tpu tpus hardware accelerator accelerators chips chip > a100 v100 p100 h100 tpuv3 cards gtx
vram > memory
data dataset datasets corpus corpora
library libraries framework > faiss pytorch tensorflow jax
misunderstand misunderstood misconception misconceptions myth myths misread misreading misquoted misattributed garbled > wrong corrections
dataset datasets benchmark benchmarks corpus task tasks > imagenet ilsvrc cifar coco glue squad mmlu gsm8k lambada triviaqa hotpotqa fever alfworld webshop marco wikipedia webimagetext laion wmt jft
compute > flops
beat beats outperform outperforms outperformed win wins won better best exceed exceeds surpass surpasses ahead above over
accuracy accurate score scores scored performance > f1 bleu mrr error exact reaches gets
improve improves improved improvement gain gains boost boosts lift lifts increase increases raise raises rises > up above
reduce reduces reduced decrease decreases fewer less cut cuts lower lowers shrink shrinks falls reduction drop save saves smaller
prefer prefers preferred preference preferences
people humans human person annotators annotator > labelers labellers contractors raters labeler
cost costs expensive cheap cheaper price costly pricey
train trained training trains learn learns learned pretrain pretrained pretraining
finetune finetuning finetuned > tuning tuned
initialise initialised initialize initialized initialization initialisation init initial starts start
freeze frozen freezes fixed > stays unchanged
position positions positional > order
layer layers deep depth deeper
retrain retraining retrained
label labels labelled labeled labelling labeling annotated
picture pictures image images photo photos
toxic toxicity
bias biased biases
hallucinate hallucinates hallucination hallucinations > invents made unsupported
exemplar exemplars examples example shots shot demonstrations
document documents passage passages
error errors mistakes mistake
optimise optimises optimize optimizes optimizer optimiser optimizers optimisers
optimizer optimisers optimizers > adam adamw sgd rmsprop adagrad momentum
activation activations nonlinearity > relu gelu swiglu sigmoid tanh
normalization normalisation normalize > layernorm rmsnorm batchnorm norm
tokenizer tokenizers tokenization tokenisation > bpe wordpiece sentencepiece
loss objective > cross entropy
chance probability probabilities likelihood
invent invented invents invention inventor inventors first earliest pioneer pioneered older earlier predate > new before
imagenet ilsvrc
contest challenge competition
called named name > hence names naming
combine combines combined merge merges join joins mix mixes unite glue glued bolt bolted fuse fused
stop stops stopped quit abandon abandoned > drop drops dropped gone last dated replaced

embed embedding embeddings vector vectors representation representations
dims dim dimension dimensions dimensionality width wide
judge judges judged grade grades graded > rates scores
evaluate evaluates evaluated evaluation judge judges judged
assess assessed evaluate evaluated evaluation > people
licence license licensed licensing > gpl openrail
replace replaces replaced instead swap swaps swapped > go goes
drop drops dropped dropping
rid eliminate eliminates remove removes > go goes gone drop drops dropped without delete
ahead beforehand upfront precompute precomputed > advance
deploy deployed deployment serve serves serving test > inference
margin margins > points
proprietary private closed public publicly
qa > question questions answer answers answering
compress compressed compression shrink shrinks > cut smaller
explore explores explored
refusal refusals refuse refuses
math maths mathematics arithmetic
caption captions
multimodal > image text
language languages
bidirectional bidirectionality bidirectionally direction directions side sides left right
context > text
reinforcement rl
length long > tokens
epsilon \u03B5
alpha \u03B1
beta betas \u03B2 > \u03B21 \u03B22
gamma \u03B3
llm llms > language
percent percentage fraction share proportion
raise raises crank bump increase higher
ahead front above lead
state sota > previous best
news article articles
en english
de german
fr french
human people man person reader readers
stage stages step steps phase phases
evaluator evaluators judge judges rater raters annotator annotators labeler labelers reader readers contractor contractors > people humans
download downloads downloaded downloadable release released releases available published publicly > weights open closed
distinguish distinguishes differentiate detect spot identify recognise recognize > tell
size sizes sized > dimension dimensions
memory vram ram footprint storage disk space > gb gib mb tb
cost costs overhead > free
steer steers steering guide guides guidance condition conditions conditioned conditioning control controls
rank ranks ranking ranked rerank reranking
retrieve retrieves retrieved retrieval search searches searching searched fetch fetches lookup > finds looking
generate generates generated generation generator write writes output outputs
predict predicts predicted prediction guess guesses
harm harmful harmless harmlessness unsafe safety safe dangerous toxic
factual factuality truthful truthfulness truth > facts made
rule rules principle principles guideline guidelines
critique critiques criticise criticize criticises criticizes feedback
revise revises revised revision revisions rewrite rewrites rewriting
update updates updated updating refresh refreshed > swap swapping swappable replace
rival rivals competitor competitors baseline baselines alternative alternatives
prove proves proven proved proof theorem theory theoretical guarantee guarantees convergence > bound
skip shortcut shortcuts residual
neuron neurons unit units
query queries question questions
reply replies response responses answer answers completion completions
prefer prefers preferred favour favours favor like likes liked choose chooses chosen pick picks picked select selects
tool tools api apis action actions
backtrack backtracks backtracking undo > back
patch patches piece pieces chunk chunks tile tiles
classify classifies classifying classification classifier recognise recognize recognition
web internet online
ensemble ensembles averaged averaging averages > networks
regularize regularizer regularization regularisation overfitting overfit > dropout
epoch epochs passes
outdated obsolete dated aged superseded deprecated oldfashioned > gone replaced
survive survives survived last lasted lasts lasting stay stays stayed persist persists persisted endure endured remain remains stick stuck keep kept > still
misleading mislead misleads > wrong
dispute disputes disputed disprove disproved disproven refute refuted debunk debunked contradict contradicts contradicted challenged
gap flaw hole bug
limit limits cap ceiling maximum max > most up
minimum min least lowest > low few enough
gap margin lead > points
novel novelty new
fresh recent current updated uptodate
predecessor predecessors previous prior earlier former
successor successors follow later
shape shapes dimensions
reasoning reason reasons thinking think thinks
intermediate > steps thoughts
explain explains explained explanation
popular popularity widespread spread adopted adoption common commonly > default most
hyperparameter hyperparameters setting settings default defaults > rate
vote votes voting > majority
similarity similar score product > dot cosine maximum
translate translation translator translating
summarise summarize summarization summarisation
multilingual > languages
scale scaling scaled scales grow grows growing
curb curbs limit reduce prevents prevent avoid avoids
variant variants version versions flavour flavours form
hand handmade handcrafted engineered manual manually
objective objectives goal goals
noise noisy > denoise denoises denoising
unlabelled unlabeled unsupervised selfsupervised
supervised supervision > labels labelled
random randomly chance
sum sums summing summed total add adds adding added
divide divides divided
multiply multiplied product
average averages averaged mean averaging
collapse collapses fail fails failure failures
weakness weaknesses weak weaker bad struggle struggles trouble
modality modalities > image text
world > wikipedia
encyclopedia encyclopaedia > wikipedia
speech audio
app application applications use uses used
ready production > practice
one single 1
two both 2
three 3
four 4
five 5
six 6
seven 7
eight 8
nine 9
ten 10
`,IRREGULAR=`
arise arose arisen
bear bore borne
beat beaten
become became
begin began begun
bind bound
break broke broken
bring brought
build built
buy bought
catch caught
choose chose chosen
come came
deal dealt
draw drew drawn
drive drove driven
fall fell fallen
feed fed
feel felt
fight fought
find found
forget forgot forgotten
freeze froze frozen
get got gotten
give gave given
grow grew grown
hear heard
hide hid hidden
hold held
keep kept
know knew known
lead led
leave left
lend lent
lose lost loses losing
make made
mean meant
pay paid
rise rose risen
run ran
say said
see saw seen
seek sought
sell sold
send sent
shake shook shaken
show shown
shrink shrank shrunk
speak spoke spoken
spend spent
stand stood
steal stole stolen
stick stuck
swap swapped
take took taken
teach taught
tell told
throw threw thrown
understand understood
wear wore worn
win won
write wrote written
`,BASE=new Map(IRREGULAR.trim().split(`
`).flatMap(line=>{let[base="",...forms]=line.split(" ");return forms.map(form=>[form,base])}));function baseOf(word){return BASE.get(word)??word}var LIKE=new Map;for(let line of`${GROUPS}${IRREGULAR}`.trim().split(/\n+/)){let[words3=[],others=[]]=line.split(" > ").map(side=>side.split(" ").flatMap(word=>[word,stem(word)]));for(let one of words3)LIKE.set(one,new Set([...LIKE.get(one)??[],...words3,...others]))}function likeStems(key){return LIKE.get(key)}var MEASURES=stems("size sizes rate rates number score scores accuracy value amount percentage percent result performance count width dimension dims length level ratio share factor total error accurate");function saysNothing(question){let words3=wordsOf(question);return words3.length<9&&!words3.includes("it")&&words3.every(word=>STOP.has(word)||OPTIONAL.has(word)||isPlain(word,stem(word)))}var READ2=4e3,ANSWERED=3,ASKS=/^(?:and |but |so |also |please |hey |ok(?:ay)? |hi |then )*(?:who|whose|what|whats|when|where|which|why|how|is|are|was|were|does|do|did|can|could|should|would|will|has|have|explain|compare|summari[sz]e|describe|tell me|give me|list|show)\b/i;function questionsIn(message){let text=message.slice(0,READ2),sentences=text.split(new RegExp('(?<=[?!\u3002\uFF1F\uFF01]["\u201D\u2019)]*)\\s+|(?<=[.]["\u201D\u2019)]*)\\s+(?=\\p{Lu}|(?:who|what|when|where|which|why|how|is|are|does|do|did|can|should)\\b)|\\n+',"u")).map(sentence=>sentence.trim()).filter(sentence=>sentence!==""),marked=sentences.filter(it=>/[?？]["”’)]*$/.test(it)&&normalise(it)!==""),asking=marked.length>0?marked:sentences.filter(it=>ASKS.test(it));if(asking.length===0||sentences.length===1)return{questions:[text.trim()],context:""};let others=sentences.filter(it=>!asking.includes(it)),[only]=marked,before=sentences[sentences.indexOf(only??"")-1];return marked.length===1&&only!==void 0&&before!==void 0&&saysNothing(only)?{questions:[`${before} ${only}`],context:""}:{questions:asking.slice(0,ANSWERED),context:others.join(" ")}}var CLAUSE=/(?:[,;:—–]|\s-|\.{2,}|…|\sor(?=\s+(?:can|is|are|does|do|did|should|will|would|could)\b))\s+(?=(?:(?:but|so|then)\s+)?(?:who|whose|what|when|where|which|why|how|am|is|are|was|were|does|do|did|can|could|should|would|will|has|have)\b)/giu,CASE=/^(?:if|when|since|given|say|suppose|assuming) (?:i|we|you|my|our|only)\b.*?\s(?=(?:what|which|how|why|who|where|will|would|does|do|did|should|can|is|are)\b)/iu;function clauseIn(question){let[given=""]=CASE.exec(question)??[],starts=[given.length,...[...question.matchAll(CLAUSE)].map(it=>it.index+it[0].length)],says=from=>from>0&&wordsOf(question.slice(from)).some(word=>!STOP.has(word)&&!OPTIONAL.has(word)&&!isPlain(word,stem(word))),begin=starts.sort((a,b)=>b-a).find(says);if(begin!==void 0)return{asks:question.slice(begin),context:question.slice(0,begin)}}function nothing(question,index,ranked){let outside=question.mentions.find(mention=>mention.notes.length===0),found=outside?index.lookup(outside.text):void 0,near=new Set(question.notes);if(found?.kind==="none")for(let note of found.closest)near.add(note);for(let{passage,cover}of ranked)cover>.2&&near.size<3&&near.add(passage.note);for(let{note}of index.search(question.text,3))near.size<3&&near.add(note);let title=outside?.title??(found?.kind==="none"?found.title:void 0)??outside?.text,arxiv=found?.kind==="none"?found.arxiv:void 0;return{kind:"none",about:question.notes,...title!==void 0&&{outside:{title,...arxiv!==void 0&&{arxiv}}},closest:[...near].slice(0,3),search:arxivSearch(sought(question,title))}}function sought({text,mentions,terms},outside){let names=mentions.flatMap(({notes})=>notes[0]?.name??[]),telling=terms.filter(({optional,plain})=>!optional&&!plain),words3=[...outside===void 0?names:[outside],...telling.map(({word})=>word)];return words3.length>0?words3.join(" "):text}function arxivSearch(words3){let query=words3.replace(/\s+/gu," ").trim().slice(0,200).replace(new RegExp("\\p{Cs}","gu"),"");return`https://arxiv.org/search/?searchtype=all&query=${encodeURIComponent(query)}`}var EVERYDAY=`
ability able absence absolute abuse accept access accident accompany account achieve acquire across act action
active actual add address adequate adjust admit adopt advance adventure advice afford afraid afternoon age agency
agree ahead aid aim air alarm alive alter amaze ambition amuse ancient anger angle animal announce annoy annual
answer anxious apart apologise appeal appear appetite apply appoint appreciate approve argue arise arm arrange
arrive art ask asleep aspect assist assume assure attach attack attempt attend attitude attract auto avoid awake
award aware away awful awkward baby bad bag balance ban band bank bar bare bargain barrier base basis basket bath
battle bay beach beam bear beat beautiful because bed beg begin behave belief believe bell belong bend beneath
benefit bet big bind bird birth bit bite bitter blame blank blind block blood blow board boat body boil bold bomb
bond bone boost border bore borrow boss bother bottle bottom bottleneck bound bowl box boy brain brand brave bread
break breath brief bright brilliant bring broad brother budget build bunch burden burn bury busy butter button buy
cake calculate call calm camera camp cancel candidate capable capital captain car care career careful carry cast
catch category cause caution caveat cease celebrate cell central century ceremony chain chair chairman challenge
champion chance change chapter character charge cheap cheat check cheer chief child choice choose church circle
circumstance citizen city civil claim clarify classic clean clear clever climate climb clock close cloth cloud club
clue coach coast coat coffee cold collapse collect college column combine comfort command comment commercial commit
committee common communicate community company compare compete competent compile complain complete complex
complicate comply comprehend conceal concede conceive concentrate concern conclude concrete condition conduct
conference confess confident confirm conflict confuse connect conscious consequence conservative consider consist
constant constitute construct consult consume contact contain content contest context continue contract contrary
contrast contribute convenient conventional conversation convince cook cool cope copy core corner correct correspond
council count counter country couple courage court cover crack craft crash crazy create creature crew crime crisis
criteria critical crop cross crowd crucial cry culture cup cure curious current curtain curve custom customer cut
cycle damage dance danger dare dark date daughter dead deal dear death debate debt decade decay deceive decide
declare decline decorate deep defeat defect defend defence deficit define definite delay deliberate delicate delight
deliver demand deny depart department depend deposit depress describe desert deserve desire desk desperate despite
destroy detail detect determine develop device devote die differ difficult dig dinner dip direct dirt disagree
disappear disappoint disaster discipline discover discuss disease dislike dismiss display distant distinct
distinguish distribute district disturb divide doctor document dog dollar domestic dominate door double doubt draft
drag drama dramatic draw dream dress drink drive drop dry due dull dump duty eager ear early earn earth ease east
easy eat economy edge edit educate effect effective efficient effort egg elaborate elect elegant element eliminate
embarrass emerge emergency emotion emphasis employ empty enable encounter encourage end enemy energy engage engine
enhance enjoy enormous ensure enter enterprise entertain entire entitle entry envelope environment equal equip
equipment escape essential establish estimate event everyday evident evil evolve examine excellent exchange excite
exclude excuse execute exercise exhaust exhibit exist exit expand expect expense experience experiment expert
explicit explore explosion export expose express extend extent external extra extreme eye fabric face facility
factor factory fade fail fair faith faithful fall false fame familiar family famous fan fancy fantastic far farm
fascinate fashion fast fat fate fault favour fear feature fee feed feel fellow female fence festival fiction field
fierce fight fill film filter final financial find fine finger finish fire firm fish fit fix flag flash flat flavour
flesh flight float flood floor flow flower fly focus fold folk follow food fool foot football force foreign forest
forever forget forgive form formal fortune forth forward foster foundation frank freedom frequent fresh friend
frighten front fruit frustrate fuel fulfil full fun fund funny furniture future gain game gap garage garden gas gate
gather gaze gear gene generous gentle genuine gesture giant gift girl glad glance glass glorious glove goal gold
golden good gossip govern government grab grade gradual grain grand grant grass grateful grave great green greet
grey grip gross ground group grow growth guarantee guard guess guest guide guilty guy habit hair half hall hand
handle handy hang happen happy harbour hard hardly harm hat hate head headline health heart heat heaven heavy heel
height hell helpful hero hesitate hide high highlight hill hint hire history hit hobby hold hole holiday holy home
honest honour hook hope horror horse hospital host hotel house household huge hundred hungry hunt hurry hurt husband
ice idea ideal identify ignore ill illegal illustrate image imagine immediate immense impact impatient impose
impossible impress improve incident include income incorporate increase incredible indeed independent indicate
individual industry infect inform initial injury inner innocent inquiry inside insist inspect inspire install
instance instant institute instruct instrument insult insurance intelligent intend intense intention interest
interfere interior internal international interpret interrupt interval interview invade invest investigate invite
involve iron island isolate issue item jacket jail job join joke journey joy judgement juice jump junior justice
justify keen keep keeper key kick kid kill kind king kiss kitchen knee knife knock knowledge lab laboratory lack
ladder lady lake land lane largely last lasting late laugh launch law lawyer lay lazy lead leader leaf league lean
leap leather lecture leg legal legend leisure lend lesson letter liberal library lie life lifetime lift lightweight
limb line link lip liquid list listen literature live load loan local locate lock logic lonely loose lord lorry lot
loud lounge lovely lover loyal luck lucky lunch luxury machine mad magazine magic mail main maintain majority manage
manner manufacture march mark market marriage married marry marvellous mass massive master match mate mathematical
mature maximum meal meantime meanwhile meat mechanism medicine medium meet member memorable mental mention menu
merchant mercy mere merit mess message metal middle mighty mild mile milk million mind mine minimal minimise minimum
minister minor minority mirror miss mission mistake mix mixture mobile mode moderate modern modest modify moment
money monitor month mood moon moral morning mother motion motor mountain mouse mouth move movie mud multiple murder
muscle museum music mutual mystery myth naive name narrow nasty nation native natural nature navy near neat
neck negotiate neighbour neither nerve nervous nest neutral newspaper night noble noise nonsense north nose
notable nothing notice notion novel nowhere nuclear nuisance numerous nurse obey object objection oblige observe
obstacle obtain obvious occasion occupy occur ocean odd offence offer office officer official oil online operate
opinion opponent opportunity oppose opposite option orange orchestra ordinary organ organise organisation orient
otherwise ought outcome outfit outline outlook outrage outside outstanding overall overcome overlook overseas owe
owner pace pack package pain paint pair palace pale panel panic parallel pardon parent park parliament particle
partial participate partly partner party pass passenger passion passive patch path patience patient pause payment
peace peak peculiar pen penalty pension perfect permanent permission permit personal persuade phase phenomenon
philosophy phone phrase physical piano pile pilot pin pink pipe pitch pity plain plan plane planet plant plastic
plate platform play player pleasant please pleasure plenty plot plug plus pocket poem poet point poison pole police
policeman policy polite political pool poor pop population portrait pose position positive possess post pot
potential pound pour poverty power powerful practical practice praise pray precious precise predict preference
prejudice premier premise prepare presence preserve president press pressure presume pretty prevent previous
price pride priest prime prince princess principal print priority prison private prize probable procedure proceed
process profession professor profile profit programme progress prohibit project prominent promise promote prompt
pronounce proof proper property proposal prospect protect protest proud prove province provision psychology pub
publish pull pump punish pupil purchase pure purple pursue push puzzle qualify quantity quarrel queen query queue
quick quiet quit quote race radical radio rail rain ramp random rapid rapidly rare rat rather raw reach react
readily ready realistic reality realm rear rebel recall recently recipe reckless reckon recognise recover recruit
recycle red refer reflect reform refuse regard regime region regret regular reinforce reject relate relax release
relief religion reluctant rely remain remark remarkable remedy remind remote remove rent repair repeat replace
reply represent reputation request rescue reserve reside resign resist resort resource respect respond responsible
rest restaurant restless restore restrict retail retain retire retreat reveal revenge reverse review revolution
reward rich ride ridiculous right rigid ring riot ripe rise risk rival river road roast rob robust rock role roll
romantic roof room root rope rough round route routine royal rub rubbish rude ruin rule rumour rural rush sacred
sacrifice sad safe safety sail sake salary sale salt sand satisfy sauce save scale scandal scarce scare scatter
scene schedule scheme scholar school science scientific scope scratch scream screen sea search season seat second
secret secretary section sector secure seed seldom select self sell senior sensible sensitive sentence
serious servant serve service session settle severe shade shadow shallow shame shape share shelf shell shelter shift
shine ship shirt shock shoe shoot shop shore shortage shot shoulder shout shrink shy sick sigh sight sign signal
significance silence silent silver sing single sink sister sit site skill skin skip sky slave sleep slice slide
slip slope smart smell smile smoke smooth snake snow soap sober social society soft soil soldier sole solid solution
solve somehow somewhat song soon sophisticated sore sorry soul sound soup source south space spare spark speak
species specify spectacular speech spell spend spirit spite splendid split spoil sponsor spoon sport spread spring
square squeeze stable staff stage stain stair stake stamp standard star stare state statement station statistic
statue status stay steady steal steam steel steep stem sticky stiff stir stock stomach stone store storm story
straight strain strange strategy stream street strength strengthen stress stretch strike string strip strong
structure struggle student studio stuff stupid style subject submit subsequent substance substantial subtle succeed
success sudden suffer sufficient sugar suicide suit summer sun super superior supper supply suppose surface surgery
surplus surprise surrender surround survey suspect suspend suspicious sustain swallow swear sweat sweep sweet swim
swing switch sword sympathy table tail tale talent talk tall tank tape target task taste tax tea tear tease
technology teenager telephone television temper temperature temple temporary tempt tend tender tennis tense tent
terrible territory terror text thank theatre theme theory thick thief thin thorough thread threat
threaten throat throughout throw thumb thus ticket tidy tie tight timber tin tiny tip tired tissue title toast
tobacco toilet tomato tone tongue tonight tool tooth top topic torture toss touch tough tour tourist towel tower
town toy trace track trade tradition traffic tragedy trail transfer transform transport trap travel treasure
treaty tree tremble tremendous trend trial tribe trick trip troop trouble trousers truck true trunk trust truth tube
tune tunnel twin twist typical ugly ultimate umbrella uncle undergo undertake uneasy unexpected unfair unhappy
uniform union unite universe university unknown unless unlike unlikely unusual upper upset upstairs urban urge
urgent useless usual utter vague vain valley valuable van vanish variety various vary vast vegetable vehicle venture
verse version vessel victim victory video view village violent virtual virtue visible vision visit vital vivid
voice volume voluntary volunteer vote voyage vulnerable wage wait wake walk wall wander war warm warn wash waste
watch water wave weak wealth weapon wear weather wedding week weekend weigh weird welcome west wet whatever wheel
whenever whereas wherever whisper white whole wicked widespread widow wife wild willing win wind window wine wing
winner winter wipe wire wisdom wise wish withdraw witness woman wonder wonderful wood wooden wool world worry worth
worthwhile wound wrap write yard yell yellow yesterday yield young youth zone
`,everyday=new Set(EVERYDAY.trim().split(/\s+/).map(stem));function isEveryday(word){return everyday.has(stem(word))||everyday.has(stem(word.replace(/^(?:un|re|mis)(?=.{4})/,"")))}var AUXILIARY=words2("is are was were be been being does do did has have had can could should would will shall may might must that when if and or"),PREPOSITIONS=words2("of for in on at with to from by as than per about between against compared vs versus over under after before during without within into onto behind via"),ARTICLES=words2("the a an its their his her this that these those any your our"),CONTAINERS=words2("range kind kinds type types sort sorts number numbers share percentage percent fraction amount proportion set list part portion form name names version variant example examples"),NO_DEGREE=words2("does do did is are was were can could would should will to come about i we you many much the well good often long it they this exactly has have had s");function words2(text){return new Set(text.split(" "))}var NAME="",SUBJECTS=words2(`i we you they it he she one people authors researchers ${NAME}`),ASKS_WITH=words2("who whom whose why when where is are was were does do did can could should would will has have explain compare summarise summarize describe"),DOES=words2("does do did can could should would will may might");function rolesOf(said,stemOf){let focus=new Set,counted=!1,condition=new Set,verbs=new Set,containers=new Set;said.forEach((word,i)=>{let next=said[i+1];if(next===void 0)return;let before=said.slice(Math.max(0,i-3),i).some(one=>DOES.has(one));(word==="to"||before&&SUBJECTS.has(word))&&verbs.add(next)});let start=said.findIndex(word=>word==="what"||word==="which"||word==="how"),end=0;if(start>=0){let from=start+1,asks2=said[start],next=said[from]??"";asks2==="how"?next==="many"||next==="much"?(from+=1,counted=next==="many",said[from]==="of"&&(from=1/0)):(NO_DEGREE.has(next)||focus.add(next),from=1/0):/^(?:is|are|was|were|s)$/.test(next)?from+=1:AUXILIARY.has(next)&&(from=1/0);for(let i=from;i<said.length;i++){let word=said[i]??"";if(i===from&&ARTICLES.has(word))continue;let does=focus.size>0&&(isVerb(stemOf(word))||/.{3}ed$/.test(word));if(AUXILIARY.has(word)||word==="used"||does)break;if(PREPOSITIONS.has(word)){let container=focus.size===1&&CONTAINERS.has([...focus][0]??"");if(word!=="of"||!container)break;for(let one of focus)containers.add(one);focus.clear();continue}if(word===NAME&&focus.size>0)break;if(!(ARTICLES.has(word)||word===NAME||word==="s")){if(focus.size===0&&isVerb(stemOf(word)))break;focus.add(word),end=i}}}for(let i=end+1;i<said.length;i++)if(!(!PREPOSITIONS.has(said[i]??"")||said[i]==="to")&&!(said[i]==="of"&&/^(?:much|many|part|parts|bit|lot|all|most|some|half)$/.test(said[i-1]??"")))for(let j=i+1;j<said.length;j++){let word=said[j]??"";if(!(ARTICLES.has(word)||word==="s")){if(AUXILIARY.has(word)||PREPOSITIONS.has(word))break;condition.add(word)}}let asks=start>=0||said.some(word=>ASKS_WITH.has(word));return{focus,counted,condition,verbs,containers,asks}}var MODIFIED=new RegExp(String.raw`(?:^|\s)(?:what (?:is|are)|explain|describe|summari[sz]e|how (?:do|does)|who (?:wrote|made|invented)|tell me about)\s+(?:the |an? )?((?:[\p{L}\p{N}-]+\s){1,3})\s*${NAME}`,"iu");function modifierIn(inPlace){let found=wordsOf(MODIFIED.exec(inPlace)?.[1]??""),isOther=word=>AUXILIARY.has(word)||PREPOSITIONS.has(word)||STOP.has(word)||OPTIONAL.has(word);return found.some(isOther)?[]:found}var SHORT=`
afaik as far as I know
aka also known as
acc accuracy
approx approximately
attn attention
avg average
bc because
btw between
ckpt checkpoint
cnn convnet
cnns convnets
conf conference
config configuration
conv convolution
convs convolutions
cuz because
dec decoder
diff difference
diffs differences
doc document
docs documents
emb embedding
embs embeddings
enc encoder
eval evaluation
evals evaluations
feat feature
feats features
ft fine-tuning
gimme give me
gonna going to
hparams hyperparameters
hr hour
hrs hours
hyperparams hyperparameters
idk I do not know
img image
imgs images
impl implementation
info information
lang language
langs languages
legit true
lemme let me
lm language model
lms language models
lr learning rate
lrs learning rates
mem memory
mins minutes
mt machine translation
nite night
nn neural network
nns neural networks
num number
nums numbers
og original
opt optimizer
orig original
pics pictures
pls please
plz please
pos position
ppl people
pref preference
prefs preferences
prob probability
probs probabilities
recon reconstruction
refs references
repr representation
rm reward model
sb somebody
secs seconds
seq sequence
sft supervised fine-tuning
sim similarity
smth something
sota state of the art
sth something
tbh to be honest
tho though
thru through
thx thanks
u you
ur your
wd weight decay
wiki Wikipedia
yr year
yrs years
`,MEANT=new Map(SHORT.trim().split(`
`).map(line=>{let end=line.indexOf(" ");return[line.slice(0,end),line.slice(end+1)]}));function writtenOut(text,isName){return text.replace(/(?<=^|\s)(w\/o?|b\/w)(?=\s)/giu,it=>it.toLowerCase()==="w/"?"with":it.toLowerCase()==="w/o"?"without":"between").replace(/\bwhat\s?%/giu,"what percentage").replace(/\b(?:test|eval(?:uation)?|inference)[ -](?:time|mode)\b|\.eval\(\)/giu," inference").replace(new RegExp("(?<![\\p{L}\\p{N}-])\\p{L}{1,11}(?![\\p{L}\\p{N}])","gu"),word=>{let meant=MEANT.get(word.toLowerCase());return meant===void 0||isName(word.toLowerCase())?word:meant})}var TELLING=new Set(["called","open","original","read","search","show"]),UNKNOWN={asked:1.3,beside:.5},PLAIN2=.3,OPTIONALLY=.4,FOR_WHOM=new RegExp("(?:like|as if) i(?: am|['\u2019]?m) (?:five|5|(?:a|an|new)\\b(?: \\p{L}+){1,3})|\\beli5\\b|\\b(?:in|with|using) (?:(?:about|only|just|under|max) )?(?:an?|one|two|three|four|five|a (?:few|couple of)|\\d{1,3}|plain|simple|your own|other)(?: (?:or|to) (?:two|three|four|five|\\d{1,3}))?(?: (?:short|simple|plain))? (?:sentences?|words?|lines?|bullets?|bullet points|paragraphs?|minutes?|terms|english|nutshell)\\b","giu"),PREAMBLE=/^[^:?!.\n]{1,80}[:—]\s+(?=(?:who|whose|what|when|where|which|why|how|is|are|does|do|did|can)\b)/iu,TERMS=40,NAMED2=8,LETTERS=40;function readQuestion(asked,index,subject=[]){let[preamble=""]=PREAMBLE.exec(asked)??[],begins=index.mentions(preamble).length===0?preamble.length:0,typed=spelt(writtenOut(asked.slice(begins),word=>index.mentions(word).length>0),word=>STOP.has(word)||index.words.knows(word)).replace(FOR_WHOM," "),found=mentionsOf(typed,index),text=typed.replace(/(?<=\d)x(?=\d)/gu,"\xD7"),named=new Set(found.flatMap(({text:said2})=>wordsOf(said2))),mentions=[...subject.map(note=>({text:note.name,at:0,notes:[note],sure:!0})),...found].filter(({text:name},i,all)=>all.findIndex(other=>other.text===name)===i).slice(0,NAMED2).map(mention=>({...mention,called:calledAs(mention.text,mention.notes)})),said=wordsOf(text),inPlace=nameless(text,found,` ${NAME} `),modifier=modifierIn(inPlace).map(index.words.stemOf),roles=(inPlace.toLowerCase().match(/\u0001|[\p{L}\p{N}]+/gu)??[]).filter(word=>word.length<=LETTERS),{focus,counted,condition,verbs,containers,asks}=rolesOf(roles,index.words.stemOf),notes=[...new Set(mentions.flatMap(mention=>mention.notes))],capitals=capitalsIn(text),most=index.words.rarity("\0"),head=[...focus].at(-1),terms=[],seen=new Set,rest2=wordsOf(nameless(text,found," ")).map(word=>word.replace(/^(.*\d)s$/,"$1"));for(let[i,typed2]of rest2.entries()){if(terms.length>=TERMS)break;if(typed2.length>LETTERS||STOP.has(typed2)||ASKING.has(typed2)&&!TELLING.has(typed2)||typed2.length<2&&!new RegExp("\\p{N}","u").test(typed2))continue;let base=baseOf(typed2),optional=containers.has(typed2)||(OPTIONAL.has(typed2)||OPTIONAL.has(base))&&!(counted&&focus.has(typed2)),known=optional||named.has(typed2)||index.words.knows(typed2)||FACT_WORDS.has(typed2),own=index.words.stemOf(typed2),everyday2=!index.words.knows(typed2)&&!modifier.includes(own)&&isEveryday(typed2),plain=isPlain(typed2,own)||isPlain(base,index.words.stemOf(base))||verbs.has(typed2)&&!index.words.knows(typed2)||everyday2&&typed2!==head&&notes.length>0,word=known||plain||everyday2||likeStems(own)?typed2:respelt(typed2,index),key=index.words.stemOf(word);if(seen.has(key))continue;seen.add(key);let like=likeStems(key)??likeStems(key.replace(/i?(?:est|er)$/,"")),asked2=focus.has(typed2)||notes.length===0,rarity=like||index.words.knows(word)?Math.min(most,Math.max(.6,index.words.rarity(key))):most*(asked2?UNKNOWN.asked:UNKNOWN.beside);terms.push({word,stem:key,like,weight:optional?OPTIONALLY:plain?PLAIN2:rarity,focus:focus.has(typed2)&&!optional,condition:condition.has(typed2)&&!optional,name:capitals.has(typed2)||new RegExp("\\p{N}","u").test(typed2),plain,optional,joined:[(rest2[i-1]??"")+typed2,typed2+(rest2[i+1]??"")].map(index.words.stemOf),measure:MEASURES.has(key)})}return{text,words:said,mentions,notes,terms,wanted:isChoice(text,found)?wantedBy(text).add("comparison"):wantedBy(text),most,modifier,asks,counted}}function respelt(word,index){if(word.length<5||new RegExp("\\p{N}","u").test(word))return word;let meant=index.words.respelt(word);return meant!==void 0&&(meant[0]===word[0]||meant[0]===word[1])?meant:word}function capitalsIn(text){let all=[...text.matchAll(/[\p{L}\p{N}]+/gu)],found=all.slice(1).filter(([word])=>new RegExp("\\p{Lu}","u").test(word));return new Set(found.length*2>all.length?[]:found.flatMap(([word])=>wordsOf(word)))}function mentionsOf(text,index){let found=index.mentions(text),isPhrase=({text:name,notes,title})=>{let words3=wordsOf(name);return notes.length===0&&title!==void 0&&words3.length>1&&words3.every(index.words.knows)};return found.some(({notes})=>notes.length>0)?found.filter(it=>!isPhrase(it)):found}function isChoice(text,mentions){return mentions.some(({at,text:said},i)=>{let next=mentions[i+1];return next!==void 0&&/^[^?.!]{0,20}\bor\b/iu.test(text.slice(at+said.length,next.at))})}function nameless(text,mentions,instead){let rest2="",from=0;for(let{at,text:said}of mentions)rest2+=text.slice(from,at).replace(/\S+['’]s\s+$/u,"")+instead,from=at+said.length;return rest2+text.slice(from)}var AFTER=/ (?:read (?:next )?(?:after|following)|next (?:after|to read|paper|read)|what next|what now|comes? (?:next|after)|read next|where (?:do|should) i go|where to go|follow ?ups?|followup|follow up|go (?:next|from here)|after (?:reading|i read)|after that|further reading|successors?|next steps?|if (?:i|you|we) (?:liked|enjoyed|loved)) /,BEFORE=/ (?:read (?:\w+ ){0,2}before|before (?:reading|i read|i start)|before|prerequisites?|builds? on|built on|based on|background|predecessors?|rests? on|foundations? of|depends? on|comes? before) /,DEPENDENTS=/ (?:build|builds|built|based|rest|rests|rely|relies) (?:\w+ )?on | (?:influenced|inspired|uses|use|used) /,GRAPH_WORDS=new Set("read reading next after before following follow followup followups ups up build builds built on based what should would i we now go where from here come comes which papers paper notes note finished just finish already done have has did and then prerequisites prerequisite background predecessors predecessor successor successors further steps step start starting foundation foundations depends depend rest rests work works know understand understanding learn learning tackle tackling need use uses used cite cites influenced inspired continue later newer earlier other others everything anything else".split(" ")),PAPER2=/ (?:(?:which|what) (?:other |newer |later )?(?:paper|papers|work|one|ones|method)|the one|is there (?:a |an |any |some)\w*|follow ?ups?|follow up|title|who published|publish|published|instead|alternatives?|look at|read|reading|start from|start with) /,LIST=/ (?:what (?:do|should|can|could) (?:i|we) (?:read|look at|start)|follow ?ups?|follow up|start (?:from|with)|read next|further reading) /,SHOWN=2,ENOUGH2=.3;function stepsAsked(question,catalog){let[note,second]=question.notes;if(!note||second||question.mentions.some(({notes})=>notes.length===0))return;let plain=` ${question.words.join(" ")} `,dependents=DEPENDENTS.test(plain)&&/ (?:which|what|who|papers?|notes?|anything) (?:\w+ )?(?:papers? |notes? |else )?(?:build|builds|built|based|rest|rests|rely|relies|influenced|inspired|use|uses|used|cite|cites) /.test(plain)&&!/ (?:does|did|is|was) /.test(plain),before=!dependents&&BEFORE.test(plain),after=dependents||AFTER.test(plain)||/\bafter\b/.test(plain);if(!before&&!after||question.terms.some(({word,optional,plain:plain2})=>!optional&&!plain2&&!GRAPH_WORDS.has(word)))return;if(before){let steps2=note.buildsOn.map(to=>stepTo(to,catalog));return steps2.length>0?{note,direction:"before",steps:steps2}:void 0}let next=note.next.map(one=>nextStep(one,catalog)),later=catalog.notes.filter(other=>other.buildsOn.some(to=>"id"in to&&to.id===note.id)).slice(0,6).map(other=>({label:other.name,note:other})),known=new Set((dependents?later:next).map(({note:it,label})=>it?.id??label)),steps=dependents?later.length>0?later:next:[...next,...later.filter(({note:it})=>it&&!known.has(it.id)).slice(0,2)];return steps.length>0?{note,direction:"after",steps}:void 0}function stepsDescribed(question,catalog,quoted3){let plain=` ${question.words.join(" ")} `;if(!PAPER2.test(plain))return;let found=question.notes.flatMap(note2=>{let steps2=note2.next.map(one=>nextStep(one,catalog)),passages=steps2.map(({label,why=""},i)=>passageOf(note2,"TLDR",`${label}: ${why}`,i));return rankIn(question,note2,passages).flatMap(({cover,has,passage})=>{let step=steps2[passage.at],telling=[...has].filter(({optional,plain:plain2})=>!optional&&!plain2).length;return step&&telling>1&&cover>=ENOUGH2&&cover>(quoted3??0)?[{note:note2,step,cover}]:[]})});found.sort((a,b)=>b.cover-a.cover);let[only,second]=question.notes,list=quoted3===void 0&&LIST.test(plain),note=found[0]?.note??(list&&!second?only:void 0);if(!note)return;let best=found.filter(it=>it.note===note).map(({step})=>step),rest2=list?note.next.map(one=>nextStep(one,catalog)):[],steps=[...best,...rest2.filter(({label})=>!best.some(it=>it.label===label))];return{note,direction:"after",steps:steps.slice(0,Math.max(SHOWN,rest2.length))}}function stepTo(to,catalog){if(!("id"in to))return{label:to.title,...rest(to)};let note=catalog.get(to.id);return note?{label:note.name,note}:{label:to.id}}function nextStep({label,to,why},catalog){let note="id"in to?catalog.get(to.id):void 0;return{label,why,...note&&{note},..."id"in to?{}:rest(to)}}function rest({arxiv,url}){return{...arxiv!==void 0&&{arxiv},...url!==void 0&&{url}}}var READ3=30,LETTERS2=4e3,POINTS=/ (?:it|its|that|this|these|those|they|them|their|the (?:paper|model|method|authors?|note|approach|former|latter|first one)|he|she|him|her|one|both) /,GOES_ON=/^(?:and|but|so|also|then|or|what about|how about|ok and|what of) /,COMPARES=/ (?:than|compare|compared|compares|vs|versus|difference|differ|differs|different|instead|better|worse) /,ANOTHER=/^(?:(?:and|but|ok|so) )*(?:what about|how about|what of|and|same for|now) /,CITATION=/^\W*(.{1,60}?) · (?:TLDR|By the numbers|Key contributions|Why it still matters|Front matter|Where to read next|What it builds on)\W*$/gmu;function inContext(text,thread,index){let alone={question:text,subject:[]};if(thread.length===0)return[alone];let plain=` ${normalise(text.slice(0,LETTERS2))} `,own=index.mentions(text),goesOn=GOES_ON.test(plain.trimStart()),points=POINTS.test(plain),recent=thread.slice(-READ3);if(own.length>0&&ANOTHER.test(plain.trimStart())){let again=askedAgain(text,recent,index);if(again&&!COMPARES.test(plain))return[again,alone]}if(own.length>0&&!points&&!goesOn)return[alone];let subject=subjectOf(recent,index,new Set(own.flatMap(({notes})=>notes)));if(subject.length===0)return[alone];let inThread={question:text,subject};return own.length===0?points||goesOn?[inThread,alone]:[alone,inThread]:COMPARES.test(plain)?[inThread,alone]:[alone,inThread]}function subjectOf(thread,index,not){for(let message of[...thread].reverse()){let cited=citedIn(message,index),others=(cited.length>0?cited:namedIn(message,index)).filter(note=>!not.has(note));if(others.length>0)return others.slice(0,1)}return[]}function citedIn(message,index){let notes=[];for(let[,name=""]of message.slice(0,LETTERS2).matchAll(CITATION)){let found=index.lookup(name);found.kind==="one"&&found.sure&&notes.push(found.note)}return notes}function namedIn(message,index){return index.mentions(message.slice(0,LETTERS2)).flatMap(({notes,sure})=>sure&&notes.length===1?notes:[])}function askedAgain(text,thread,index){let[named]=index.mentions(text);if(!(!named||wordsOf(text.replace(named.text," ")).filter(word=>tells(word)&&!OPTIONAL.has(word)&&word!=="now"&&word!=="same").length>0))for(let message of[...thread].reverse()){if(citedIn(message,index).length>0||message.length>500)continue;let[before]=index.mentions(message);if(!before)continue;return{question:message.slice(0,before.at)+named.text+message.slice(before.at+before.text.length),subject:[]}}}function answer(message,catalog,thread=[]){if(isGreeting(message))return[{question:message,answer:{kind:"greeting"}}];let index=indexOf(catalog),{questions,context}=questionsIn(message);return questions.map((question,i)=>{let before=[...thread,...context===""?[]:[context],...questions.slice(0,i)];return{question,answer:answerOne(question,catalog,index,before)}})}function answerOne(text,catalog,index,thread){if(isOrder(text))return nothing(readQuestion(text,index),index,[]);let none,clause=clauseIn(text),meant=[...inContext(text,thread,index),...clause?inContext(clause.asks,[...thread,clause.context],index):[]];for(let{question,subject}of meant){let found=answerRead(readQuestion(question,index,subject),catalog,index);if(found.kind!=="none")return found;none??=found}return none??{kind:"none",about:[],closest:[],search:arxivSearch(text)}}function answerRead(question,catalog,index){let papers=papersOf(question);if(papers)return{kind:"papers",notes:papers};let facts=factsAsked(question);if(facts)return{kind:"facts",...facts};let steps=stepsAsked(question,catalog);if(steps)return{kind:"reading",...steps};let general=saysOnly(question,({optional})=>optional)&&generalAnswer(question);if(general)return general;let ranked=rank(question,index),quotes=chosen(ranked,question);if(question.wanted.has("comparison")){let compared=comparison(question,quotes);if(compared)return compared}let[best]=quotes,described=stepsDescribed(question,catalog,best?.cover);if(described)return{kind:"reading",...described};if(best)return{kind:"quotes",quotes:merged(quotes)};if(saysOnly(question,({optional,plain})=>optional||plain)&&!asksPerson(question)){let about=generalAnswer(question);if(about)return about}let meant=describedBy(question,ranked);if(meant){let of={...question,notes:[meant]},said=chosen(rank(of,index),of);if(said.length>0)return{kind:"quotes",quotes:merged(said)}}return nothing(question,index,ranked)}function saysOnly({terms},isSuch){return terms.every(isSuch)}function asksPerson({words:words3,mentions,wanted}){return!wanted.has("drawback")&&(words3.some(word=>/^(?:who|whom|whose|when|where)$/.test(word))||mentions.some(({text,notes})=>isPeople(text,notes)))}function generalAnswer(question){let{notes,wanted,mentions}=question,[note,second]=notes;if(!note||second||mentions.some(mention=>mention.notes.length!==1)||wanted.has("number")||wanted.has("money")||wanted.has("comparison")&&mentions.length<2)return;let passages=passagesOf(note),of=section=>passages.filter(it=>it.section===section);if(wanted.has("drawback")||wanted.has("why")){let best=rankIn(question,note).filter(({passage})=>passage.section===WHY).sort((a,b)=>b.score-a.score).slice(0,QUOTES);if(best.length>0)return{kind:"quotes",quotes:merged(best)}}if(wanted.has("contributions"))return quoted(of("Key contributions").slice(0,QUOTES));if(wanted.has("numbers"))return quoted(of("By the numbers").slice(0,QUOTES));let whole={note,section:"TLDR",text:note.tldr},own=[note.name,note.id,note.title].map(squash),parts=mentions.filter(({text})=>!own.includes(squash(text)));if(parts.length>0&&parts.length===mentions.length){let called=parts.map(({text})=>calledAs(text,[])),said=passages.filter(it=>called.every(one=>speaksOf(it,one)));if(said.length>0&&!said.some(({section})=>section==="TLDR")){let order=["Key contributions","Why it still matters","By the numbers"];return said.sort((a,b)=>order.indexOf(a.section)-order.indexOf(b.section)),quoted(said.slice(0,2))}}return note.tldr.length<=900?{kind:"quotes",quotes:[whole]}:quoted(of("TLDR").slice(0,QUOTES))}function quoted(passages){if(passages.length!==0)return{kind:"quotes",quotes:passages.map(({note,section,text})=>({note,section,text}))}}var BUTTONS=6;function answerReply(question,{catalog,caller,model,commands=[]},thread=[]){let phrases=phrasesFor(caller),words3=phrases.ask,answered=answer(question,catalog,thread),[first]=answered;if(first&&answered.length===1&&first.answer.kind==="greeting")return toCaller(greeting(typedFor(caller,showHelp(),commands),caller));let card={title:titleOf(answered,phrases),blocks:blocksOf(answered,phrases),actions:actionsOf(answered,phrases),footer:words3.quoted},told=answered.filter(({answer:{kind}})=>kind!=="none"&&kind!=="greeting");if(told.length===0)return{...toCaller({...card,footer:words3.notesAlone}),counted:{what:"refused"}};let cited=[...notesOf(told,phrases).keys()],topic=cited[0]?.topic;return{...toChannel(card,{command:"ask",options:{question}}),actions:voteActions(hashOf(question),cited.map(({id})=>id),phrases),counted:{what:"answered",...topic!==void 0&&{topic}},...model&&told.some(({answer:found})=>quotesOf(found).length>0)?{later:shortened(answered,card,model,phrases)}:{}}}async function*shortened(answered,card,model,phrases){let asked=answered.filter(({answer:found})=>quotesOf(found).length>0),questions=asked.map(({question})=>question),quotes=asked.flatMap(({answer:found})=>quotesOf(found));for await(let claims of model.rephrase(questions,quotes))yield claims.length===0?card:{...card,blocks:blocksOf(answered,phrases,claims),footer:phrases.ask.inShort(model.name)}}function greeting(help,caller){let{ask:words3,button}=phrasesFor(caller);return{title:words3.greeting,blocks:[{kind:"text",text:[words3.forExample,"- Why does LoRA start B at zero?","- Who wrote the Adam paper?","- What should I read before DPO?"].join(`
`)}],actions:[{kind:"run",label:button.allTopics,run:showTopics()}],footer:words3.moreCommands(help,caller.surface.name)}}function titleOf([first,...others],{ask:words3}){return first?others.length>0?words3.questions(others.length+1):clip(oneLine(first.question),140):words3.noQuestion}function blocksOf(answered,phrases,claims=[]){return answered.map(({question,answer:found})=>{let quotes=quotesOf(found),text=[...claims.filter(({passage})=>quotes.includes(passage)).map(claim=>shortly(claim,phrases)),textOf(found,phrases)].join(`

`);return answered.length>1?{kind:"section",heading:clip(oneLine(question),140),text}:{kind:"text",text}})}function shortly({text,passage:{note,section}},phrases){return`${escaped(text)} *(${escaped(note.name)} \xB7 ${sectionIn(section,phrases)})*`}function quotesOf(found){switch(found.kind){case"quotes":return found.quotes;case"comparison":return[...found.together,...found.sides.flatMap(({quotes})=>quotes)];case"facts":case"reading":case"papers":case"greeting":case"none":return[]}}function textOf(found,phrases){let words3=phrases.ask,shown=quotes=>quotes.map(quote=>quoted2(quote,phrases)).join(`

`);switch(found.kind){case"quotes":return shown(found.quotes);case"comparison":return[...found.together.map(quote=>quoted2(quote,phrases)),...found.sides.map(({note,quotes})=>`**${escaped(note.name)}**

${shown(quotes)}`)].join(`

`);case"facts":return[found,...found.also??[]].map(({note,facts})=>[`**${escaped(note.name)}**`,...facts.map(({label,value})=>`- ${words3.facts[label]}: ${escaped(value)}`)].join(`
`)).join(`

`);case"reading":return[orderOf(found,words3),"",...found.steps.map(({label,why},i)=>why===void 0?`${i+1}. ${escaped(label)}`:`${i+1}. **${escaped(label)}**: ${why}`)].join(`
`);case"papers":return found.notes.map(({name,title,year})=>`- **${escaped(name)}**: ${escaped(title)} (${year})`).join(`
`);case"greeting":return words3.hello;case"none":return refusal(found,words3)}}function orderOf({note,direction,steps},words3){let name=escaped(note.name);return direction==="before"?steps.length===0?words3.nothingBefore(name):words3.before(name):steps.length===0?words3.nothingAfter(name):words3.after(name)}function refusal({about,outside,closest},words3){let search=query=>`https://arxiv.org/search/?query=${encodeURIComponent(query)}&searchtype=all`,[first]=about;if(outside){let where=outside.arxiv===void 0?search(outside.title):`https://arxiv.org/abs/${outside.arxiv}`;return words3.outside(escaped(clip(outside.title,80)),where)}if(first){let title=escaped(first.title);return about.length>1?words3.severalInVain(title,first.url):words3.inVain(escaped(first.name),title,first.url)}let elsewhere=search("machine learning");return closest.length>0?words3.nowhereButNear(elsewhere):words3.nowhere(elsewhere)}function quoted2({note,section,text},phrases){return`${text.trim().split(`
`).map(line=>`> ${line}`).join(`
`)}

*${escaped(note.name)} \xB7 ${sectionIn(section,phrases)}*`}function escaped(text){return text.replace(/[\\`*_{}[\]()<>#+!|~]/g,"\\$&")}function actionsOf(answered,phrases){return[...notesOf(answered,phrases)].slice(0,BUTTONS).map(([{id},label])=>({kind:"run",label,run:showNote(id)}))}function notesOf(answered,phrases){let labels=new Map,add=(note,label=note.name)=>{labels.has(note)||labels.set(note,label)};for(let{answer:found}of answered)switch(found.kind){case"quotes":for(let{note,section}of found.quotes)add(note,`${note.name} \xB7 ${sectionIn(section,phrases)}`);break;case"comparison":for(let{note}of found.sides)add(note);break;case"facts":for(let{note}of[found,...found.also??[]])add(note);break;case"reading":add(found.note);for(let{note}of found.steps)note&&add(note);break;case"papers":for(let note of found.notes)add(note);break;case"none":for(let note of[...found.about,...found.closest])add(note);break;case"greeting":break}return labels}export{answerReply};
//# sourceMappingURL=answer-reply-4LP2ERBU.js.map
