import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url); const __filename = import.meta.filename; const __dirname = import.meta.dirname;
var GROWING=/<[a-z/!?]|\||&#?\w+;|@[\w-]+\.|www\.|\]:|\[\^|^\s*(?:```|~~~)|(?<!\]\(https?):\/\//im,MARK=/[!-$&(-+:<>-@[-`{-~-]/g;function bound(text,{line,mark}){if(GROWING.test(text))return 1/0;let marks=text.match(MARK)?.length??0,lines=text.match(/\S.*/g)?.length??0;return JSON.stringify(text).length+marks*mark+(lines+1)*line}function boundOfBlock(block,overhead){switch(block.kind){case"text":return bound(block.text,overhead);case"section":return bound(`${block.heading}
${block.text}`,overhead);case"facts":return block.facts.reduce((sum,{label,value,source=""})=>sum+bound(`${value}
${label}
${source}`,overhead),bound(block.heading,overhead));case"columns":return block.rows.flat().reduce((sum,{heading,text})=>sum+bound(`${heading}
${text}`,overhead),bound(block.heading??"",overhead));case"picture":return bound(block.picture.alt,overhead);case"choices":return 1/0}}function boundOfPieces(block,overhead){if(block.kind!=="section")return 0;let pieces=block.text.split(/\n\s*\n(?=\S)|\n(?=[-*+] |\d+[.)] )/);return Math.max(...pieces.map(piece=>bound(piece,overhead)))}export{bound,boundOfBlock,boundOfPieces};
//# sourceMappingURL=chunk-XXIVAO7G.js.map
