import type { Translation } from './languages.ts';

const number = new Intl.NumberFormat('ko');

const paper = { name: '논문', description: '논문 이름, 제목, arXiv ID 또는 링크' };
const topic = { name: '주제', description: '주제. 비워 두면 전체' };

// Names of papers end in sounds that decide on the particle after them, so none follows them directly.
export const ko: Translation = {
  locale: 'ko',
  commands: {
    paper: {
      name: '논문',
      description: '논문 노트를 보여 줘요: 무엇을 바꿨는지, 숫자, 다음에 읽을 것',
      options: { query: { name: '검색', description: '이름, 제목, 저자, arXiv ID 또는 링크' } },
    },
    ask: {
      name: '질문',
      description: '노트에 물어보세요: 노트의 문장으로 답하고, 없으면 없다고 솔직하게 말해요',
      options: { question: { name: '내용', description: '알고 싶은 것' } },
    },
    papers: {
      name: '논문목록',
      description: '주제별로 논문을 둘러봐요',
      options: { topic, page: { name: '페이지', description: '긴 목록의 페이지 번호' } },
    },
    map: {
      name: '지도',
      description: '무엇이 무엇을 바탕으로 하는지 봐요: 전체, 주제, 논문 하나의 위치',
      options: { about: { name: '대상', description: '논문이나 주제. 비워 두면 전체' } },
    },
    path: {
      name: '읽는순서',
      description: '논문을 이해하려면 무엇을 어떤 순서로 읽을지',
      options: {
        paper,
        from: { name: '출발점', description: '처음부터가 아니라면 어디서 시작할지' },
        read: { name: '읽음', description: '이 중에서 이미 읽은 논문' },
        all: { name: '모두', description: '이미 읽은 논문도 포함해요' },
      },
    },
    compare: {
      name: '비교',
      description: '논문 두 편을 나란히 놓고 비교해요',
      options: {
        paper: { name: '논문', description: '논문 하나, 또는 “vs”로 이은 두 편' },
        with: { name: '상대', description: '다른 논문' },
      },
    },
    cite: {
      name: '인용',
      description: '논문 인용을 BibTeX, APA, 텍스트로 만들어요',
      options: { paper, format: { name: '형식', description: 'bibtex, apa, plain 중 하나' } },
    },
    quiz: {
      name: '퀴즈',
      description: '노트에서 나온 4지선다 문제를 풀어요. 결과는 나만 볼 수 있어요',
      options: {
        topic,
        answer: { name: '답', description: '버튼이 채우는 값: 문제와 답' },
      },
    },
    shelf: {
      name: '서재 보기',
      description: '저장한 논문과 읽은 논문, 진행 상황을 봐요',
      options: { page: { name: '페이지', description: '긴 서재의 페이지 번호' } },
    },
    'shelf add': {
      name: '서재 저장',
      description: '나중에 읽을 논문을 저장해요',
      options: { paper },
    },
    'shelf reading': {
      name: '서재 읽는중',
      description: '논문을 읽는 중으로 표시해요',
      options: { paper },
    },
    'shelf read': {
      name: '서재 읽음',
      description: '논문을 읽음으로 표시해요',
      options: { paper },
    },
    'shelf remove': {
      name: '서재 빼기',
      description: '논문을 서재에서 빼요',
      options: { paper },
    },
    'shelf export': {
      name: '서재 내보내기',
      description: '서재를 Markdown, BibTeX, JSON으로 내보내요',
      options: {
        format: { name: '형식', description: 'markdown, bibtex, json 중 하나' },
        part: { name: '부분', description: '긴 서재의 몇 번째 부분인지' },
      },
    },
    'shelf forget': {
      name: '서재 데이터삭제',
      description: 'Paperboy에 남아 있는 내 데이터를 모두 삭제해요',
      options: { sure: { name: '확인', description: '네, 삭제할게요' } },
    },
    daily: {
      name: '오늘의논문',
      description: '이 채널에 하루 한 편의 논문',
      options: { settings: { name: '설정', description: '시간, 시간대, 요일, 주제' } },
    },
    'daily set': {
      name: '오늘의논문 설정',
      description: '여기에 매일 논문 한 편을 올려요. 시간과 내용도 여기서 바꿔요',
      options: {
        time: { name: '시간', description: '예: 09:00, 9am' },
        timezone: { name: '시간대', description: '도시(예: Seoul) 또는 시차(예: +9)' },
        days: { name: '요일', description: '매일, 평일, 주말, 또는 mon,thu 같은 요일' },
        topic: { name: '주제', description: '주제(쉼표로 구분). 비워 두면 전체' },
        thread: { name: '스레드', description: '이야기할 질문을 스레드에 올려요: on 또는 off' },
      },
    },
    'daily status': {
      name: '오늘의논문 상태',
      description: '다음 논문이 언제 오는지, 지난번은 어땠는지',
      options: {},
    },
    'daily now': {
      name: '오늘의논문 지금',
      description: '오늘의 논문을 지금 올려요. 오늘은 이것으로 끝이에요',
      options: {},
    },
    'daily skip': {
      name: '오늘의논문 건너뛰기',
      description: '오늘의 논문을 다른 논문으로 바꿔요. 원래 논문은 나중에 다시 와요',
      options: {},
    },
    'daily off': {
      name: '오늘의논문 끄기',
      description: '여기에 더 이상 매일 논문을 올리지 않아요',
      options: {},
    },
    links: {
      name: '링크',
      description: '이 서버의 메시지에 있는 논문 링크에 답할지 정해요',
      options: { state: { name: '상태', description: 'on 또는 off. 비워 두면 지금 상태' } },
    },
    paperboy: {
      name: 'paperboy 도움말',
      description: 'Paperboy로 할 수 있는 일과 지금 상태를 봐요',
      options: {},
    },
    'paperboy unfurl': {
      name: 'paperboy 링크',
      description: '이 채널의 논문 링크 아래에 카드를 보여 줄지 정해요 (Slack)',
      options: { state: { name: '상태', description: 'on 또는 off. 비워 두면 지금 상태' } },
    },
    'paperboy stats': {
      name: 'paperboy 통계',
      description: '여기서 얼마나 쓰이는지: 이름 없이 횟수만. 관리자용이에요',
      options: {},
    },
  },
  phrases: {
    hide: { name: '숨기기', description: '답을 나에게만 보여 줘요' },
    menu: { find: '논문 찾기', save: '서재에 저장' },
    button: {
      share: '공유',
      dismiss: '닫기',
      help: '도움말',
      tryAgain: '다시 시도',
      previous: '◀ 이전',
      following: '다음 ▶',
      allTopics: '모든 주제',
      backToTopics: '← 모든 주제',
      backTo: (topic) => `← ${topic}`,
      browse: '논문 둘러보기',
      open: (name) => `${name} 열기`,
      openNote: '노트 열기',
      showNote: '노트 보기',
      readPaper: '논문 읽기',
      code: '코드',
      next: (name) => `다음: ${name}`,
      whatNext: '다음에 읽을 것',
      save: '저장',
      saveAgain: '다시 저장',
      reading: '읽는 중',
      markRead: '읽음으로 표시',
      remove: '빼기',
      path: '여기까지의 순서',
      cite: '인용',
      whereItSits: '지도에서 보기',
      wholeMap: '전체 지도',
      anyPaper: '아무 논문',
      another: '다른 논문',
      shelf: '내 서재',
      export: '내보내기',
      as: (format) => `${format} 형식으로`,
    },
    fault: {
      noCommand: (typed) => `${typed} 명령어는 여기 없어요`,
      seeCommands: (help) => `\`${help}\` 명령어로 무엇을 할 수 있는지 볼 수 있어요.`,
      howTo: (typed) => `${typed} 사용법`,
      sentence: (text) => `${text}.`,
      example: (text) => `${text} 예를 들면:`,
      store: '데이터베이스가 필요한데, 지금은 연결할 수 없어요',
      storeNext:
        '사라진 것은 없어요. 잠시 뒤에 다시 시도해 주세요. 논문 찾기는 지금도 할 수 있어요.',
      homeStore: '홈을 보여 주려면 데이터베이스가 필요한데, 지금은 연결할 수 없어요',
      homeStoreNext:
        '사라진 것은 없어요. 잠시 뒤에 다시 열어 주세요. 논문 찾기는 지금도 할 수 있어요.',
      ours: '제대로 되지 않았어요. 저희 쪽 문제예요',
      oursNext: '잠시 뒤에 다시 시도해 주세요.',
      oursReference: (reference) =>
        `잠시 뒤에 다시 시도해 주세요. 계속되면 Paperboy 담당자에게 참조 번호 \`${reference}\` 를 알려 주세요.`,
      oldButton: '오래된 버튼이에요',
      oldButtonNext: (help) => `\`${help}\` 명령어로 지금 쓸 수 있는 것을 볼 수 있어요.`,
      unsure: '글이 올라갔는지 Discord에서 답이 없었어요. 여기에 보이지 않으면 다시 시도해 주세요.',
      restarting: '지금 다시 시작하는 중이에요. 잠시 뒤에 다시 물어봐 주세요.',
      notYours: '물어본 사람만 닫을 수 있어요',
      needsValue: (flag) => `\`${flag}\` 뒤에 값이 필요해요.`,
      needsNumber: (flag) => `\`${flag}\` 뒤에 정수가 필요해요.`,
      onOrOff: (option) => `\`${option}\` 값은 \`on\` 또는 \`off\`예요.`,
      onlyManagers: '이곳을 관리하는 사람만 쓸 수 있어요',
    },
    note: {
      tldr: '요약',
      numbers: '숫자로 보기',
      contributions: '주요 기여',
      why: '지금도 중요한 이유',
      next: '다음에 읽을 것',
      oneNumber: '숫자 하나',
      reviewed: (topic, day) => `${topic} · ${day} 검토`,
      authors: (first, others) => `${first} 외 ${others}명`,
      fromNotes: (topic) => `${topic} · 논문 노트에서`,
      severalLinked: (n) => `이 중 ${number.format(n)}편은 노트가 있어요`,
    },
    paper: {
      allRead: '모두 읽었어요',
      allReadNext: '새 노트가 생기면 그다음 차례예요.',
      closest: (query) => `“${query}”에 가장 가까운 논문`,
      notSure: {
        description: '확실하지 않지만 이 노트에 나오는 이야기예요. 찾으시는 논문인가요?',
        typo: (text) => `확실하지 않지만 “${text}” 같아 보여요. 찾으시는 논문인가요?`,
        alias: (text) => `확실하지 않지만 별칭 “${text}”에 맞아요. 찾으시는 논문인가요?`,
        author: (text) => `확실하지 않지만 저자 “${text}”에 맞아요. 찾으시는 논문인가요?`,
        other: (text) => `확실하지 않지만 “${text}”에 맞아요. 찾으시는 논문인가요?`,
      },
      which: (query) => `“${query}”: 어느 논문인가요?`,
      gone: (id) => `“${id}” 노트는 이제 여기 없어요`,
      goneNext: '삭제됐거나 이름이 바뀌었어요. 제목으로 찾거나 주제를 둘러보세요.',
      none: (query) => `“${query}”에 대한 노트가 없어요`,
      comeClosest: '가장 가까운 노트예요:',
      tryOther: '논문 이름, 제목의 단어, 저자, arXiv 링크로 찾아보세요.',
      noneYet: (name) => `${name}: 아직 노트가 없어요`,
      itself: (link) => `논문은 여기 있어요: ${link}.`,
      addOne:
        '노트를 추가하려면 notes 폴더에 Markdown 파일을 넣으세요. 방법은 README의 “Add a note”에 있어요.',
      leadToIt: '이 논문으로 이어지는 노트:',
      inMessage: (n) => `이 메시지에 논문이 ${number.format(n)}편 있어요`,
      oneOfThese: '이 중에 있나요?',
      whichOne: '어느 논문인가요?',
      noneInMessage: '이 메시지에서 논문을 찾지 못했어요',
      noneInMessageNext: (paper) =>
        `노트가 있는 논문의 링크, arXiv ID, 제목, 이름을 찾아요. \`${paper}\` 명령어는 오타나 설명으로도 찾아요.`,
    },
    papers: {
      papers: (n) => `논문 ${number.format(n)}편`,
      title: '주제별 논문',
      inTopics: (papers, n) => `${papers} · 주제 ${number.format(n)}개`,
      page: (page, of) => ` · ${page}/${of}페이지`,
      noTopic: (typed) => `“${typed}” 주제가 없어요`,
      noTopicThese: (typed) => `“${typed}” 주제가 없어요. 주제는 다음과 같아요:`,
    },
    paperboy: {
      title: 'Paperboy: 논문 노트를 이 채팅에서',
      intro:
        '논문을 물어보면 카드가 와요: 무엇을 바꿨는지, 숫자, 지금도 중요한 이유, 다음에 읽을 것. ' +
        '카드 아래 버튼의 답은 나만 볼 수 있어요. **공유** 버튼을 누르면 채널에 보여 줘요.',
      commands: '명령어',
      status: '상태',
      noProblems: '문제 없음',
      problems: (n) => `문제 ${number.format(n)}개(로그 참고)`,
      state: (version, notes, topics, problems) =>
        `버전 ${version}, 노트 ${number.format(notes)}개, 주제 ${number.format(topics)}개, ${problems}.`,
      try: (name) => `${name} 보기`,
    },
    suggest: {
      todaysPick: ' · 오늘의 논문',
      saved: ' · 저장됨',
      reading: ' · 읽는 중',
      alias: (text) => ` · 별칭 ${text}`,
      author: (text) => ` · 저자 ${text}`,
      typo: (text) => ` · ${text} 비슷함`,
      description: ' · 가장 가까움',
      topic: (name) => `${name} (주제)`,
    },
    ask: {
      quoted: '노트에서 그대로 인용했어요',
      notesAlone: 'Paperboy는 노트에 있는 내용만 답해요',
      greeting: '안녕하세요! 노트에 있는 논문에 대해 물어보세요',
      hello: '안녕하세요!',
      forExample: '예를 들면:',
      moreCommands: (help, platform) => `${platform}에서 할 수 있는 다른 일: ${help}`,
      noQuestion: '질문이 없어요',
      questions: (n) => `질문 ${number.format(n)}개`,
      facts: {
        Authors: '저자',
        Year: '연도',
        Published: '발표',
        arXiv: 'arXiv',
        Paper: '논문',
        Code: '코드',
      },
      nothingBefore: (name) => `**${name}** 전에 읽을 것은 노트에 없어요.`,
      nothingAfter: (name) => `**${name}** 다음에 읽을 것은 노트에 없어요.`,
      before: (name) => `**${name}** 전에 읽을 것:`,
      after: (name) => `**${name}** 다음에 읽을 것:`,
      outside: (title, url) =>
        `**${title}** 노트는 없어요. 논문은 [arXiv](${url})에 있을지도 몰라요.`,
      inVain: (name, title, url) =>
        `노트에 없는 내용이에요. **${name}** 노트를 살펴봤지만 찾지 못했어요. 논문에는 있을 수 있어요: [${title}](${url}).`,
      severalInVain: (title, url) =>
        `노트에 없는 내용이에요. 아래 노트들을 살펴봤지만 찾지 못했어요. 논문에는 있을 수 있어요: [${title}](${url}).`,
      nowhere: (url) => `노트에 없는 내용이에요. 더 찾으려면 [arXiv에서 검색](${url})해 보세요.`,
      nowhereButNear: (url) =>
        `노트에 없는 내용이에요. 아래 노트가 가장 가까워요. 더 찾으려면 [arXiv에서 검색](${url})해 보세요.`,
    },
  },
};
