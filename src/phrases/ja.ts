import type { Translation } from './languages.ts';

const number = new Intl.NumberFormat('ja');

const paper = { name: '論文', description: '論文の名前、タイトル、arXiv ID、リンク' };
const topic = { name: 'トピック', description: 'トピック。省略するとすべて' };

export const ja: Translation = {
  locale: 'ja',
  commands: {
    paper: {
      name: '論文',
      description: '論文のノートを表示します：何を変えたか、数字、次に読むもの',
      options: { query: { name: '検索', description: '名前、タイトル、著者、arXiv ID、リンク' } },
    },
    ask: {
      name: '質問',
      description: 'ノートに質問します：ノートの言葉で答え、書いていなければ正直にそう言います',
      options: { question: { name: '内容', description: '知りたいこと' } },
    },
    papers: {
      name: '論文一覧',
      description: 'トピック別に論文を探します',
      options: { topic, page: { name: 'ページ', description: '長い一覧のページ番号' } },
    },
    map: {
      name: 'マップ',
      description: '何が何に基づくかを見ます：全体、トピック、1本の論文の位置',
      options: { about: { name: '対象', description: '論文かトピック。省略すると全体' } },
    },
    path: {
      name: '読む順番',
      description: '論文を理解するために、何をどの順番で読むか',
      options: {
        paper,
        from: { name: '出発点', description: '途中から始めるなら、その論文' },
        read: { name: '読了', description: 'その中で読み終えた論文' },
        all: { name: 'すべて', description: '読み終えた論文も含める' },
      },
    },
    compare: {
      name: '比較',
      description: '2本の論文を並べて比べます',
      options: {
        paper: { name: '論文', description: '論文。「vs」でつなげて2本でも' },
        with: { name: '相手', description: 'もう1本の論文' },
      },
    },
    cite: {
      name: '引用',
      description: '論文の引用を BibTeX、APA、テキストで出します',
      options: { paper, format: { name: '形式', description: 'bibtex、apa、plain のどれか' } },
    },
    quiz: {
      name: 'クイズ',
      description: 'ノートから4択の問題を出します。成績はあなただけに見えます',
      options: {
        topic,
        answer: { name: '答え', description: 'ボタンが入力するもの：問題と答え' },
      },
    },
    shelf: {
      name: '本棚 表示',
      description: '保存した論文、読了した論文、進み具合を見ます',
      options: { page: { name: 'ページ', description: '長い本棚のページ番号' } },
    },
    'shelf add': {
      name: '本棚 保存',
      description: '論文をあとで読むために保存します',
      options: { paper },
    },
    'shelf reading': {
      name: '本棚 読書中',
      description: '論文を読書中にします',
      options: { paper },
    },
    'shelf read': {
      name: '本棚 読了',
      description: '論文を読了にします',
      options: { paper },
    },
    'shelf remove': {
      name: '本棚 外す',
      description: '論文を本棚から外します',
      options: { paper },
    },
    'shelf export': {
      name: '本棚 書き出し',
      description: '本棚を Markdown、BibTeX、JSON で書き出します',
      options: {
        format: { name: '形式', description: 'markdown、bibtex、json のどれか' },
        part: { name: 'パート', description: '長い本棚の何番目のパートか' },
      },
    },
    'shelf forget': {
      name: '本棚 データ削除',
      description: 'Paperboy に残っているあなたのデータをすべて削除します',
      options: { sure: { name: '確認', description: 'はい、削除します' } },
    },
    daily: {
      name: '今日の論文',
      description: 'このチャンネルに毎日1本の論文',
      options: { settings: { name: '設定', description: '時刻、タイムゾーン、曜日、トピック' } },
    },
    'daily set': {
      name: '今日の論文 設定',
      description: 'ここに毎日1本の論文を投稿します。時刻や内容の変更もこちら',
      options: {
        time: { name: '時刻', description: '例：09:00、9am' },
        timezone: { name: 'タイムゾーン', description: '都市（例：Tokyo）か時差（例：+9）' },
        days: { name: '曜日', description: '毎日、平日、週末、または mon,thu のような曜日' },
        topic: { name: 'トピック', description: 'トピック（カンマ区切り）。省略するとすべて' },
        thread: {
          name: 'スレッド',
          description: '話し合うための質問をスレッドに投稿：on か off',
        },
      },
    },
    'daily status': {
      name: '今日の論文 状況',
      description: '次の論文がいつ届くか、前回どうだったか',
      options: {},
    },
    'daily now': {
      name: '今日の論文 今すぐ',
      description: '今日の論文を今すぐ投稿します。今日の分はこれで終わりです',
      options: {},
    },
    'daily skip': {
      name: '今日の論文 スキップ',
      description: '今日の論文を別の1本に替えます。元の論文はまた後日',
      options: {},
    },
    'daily off': {
      name: '今日の論文 停止',
      description: 'ここへの毎日の投稿をやめます',
      options: {},
    },
    links: {
      name: 'リンク',
      description: 'このサーバーのメッセージにある論文リンクに答えるかどうか',
      options: { state: { name: '状態', description: 'on か off。省略すると今の状態' } },
    },
    paperboy: {
      name: 'paperboy ヘルプ',
      description: 'Paperboy でできることと、今の状態を見ます',
      options: {},
    },
    'paperboy unfurl': {
      name: 'paperboy リンク',
      description: 'このチャンネルの論文リンクの下にカードを出すかどうか（Slack）',
      options: { state: { name: '状態', description: 'on か off。省略すると今の状態' } },
    },
    'paperboy stats': {
      name: 'paperboy 統計',
      description: 'ここでどれだけ使われているか：件数だけで、名前は出ません。管理者向け',
      options: {},
    },
  },
  phrases: {
    hide: { name: '非公開', description: '答えを自分だけに表示します' },
    and: new Intl.ListFormat('ja', { type: 'conjunction' }),
    or: new Intl.ListFormat('ja', { type: 'disjunction' }),
    menu: { find: '論文を探す', save: '本棚に保存' },
    button: {
      share: '共有',
      dismiss: '閉じる',
      help: 'ヘルプ',
      tryAgain: 'もう一度',
      previous: '◀ 前へ',
      following: '次へ ▶',
      allTopics: 'すべてのトピック',
      backToTopics: '← すべてのトピック',
      backTo: (topic) => `← ${topic}`,
      browse: '論文を見てみる',
      open: (name) => `${name} を開く`,
      openNote: 'ノートを開く',
      showNote: 'ノートを表示',
      readPaper: '論文を読む',
      code: 'コード',
      next: (name) => `次：${name}`,
      whatNext: '次に読むもの',
      save: '保存',
      saveAgain: 'もう一度保存',
      reading: '読書中にする',
      markRead: '読了にする',
      remove: '外す',
      path: 'ここまでの順番',
      cite: '引用',
      whereItSits: 'マップでの位置',
      wholeMap: 'マップ全体',
      anyPaper: 'どれか1本',
      another: '別の1本',
      shelf: 'あなたの本棚',
      export: '書き出す',
      as: (format) => `${format} で表示`,
    },
    fault: {
      noCommand: (typed) => `${typed} はここにはありません`,
      seeCommands: (help) => `\`${help}\` で、使えるコマンドを確認できます。`,
      howTo: (typed) => `${typed} の使い方`,
      sentence: (text) => `${text}。`,
      example: (text) => `${text} たとえば：`,
      store: 'データベースが必要ですが、今は接続できません',
      storeNext:
        '何も失われていません。1分ほどしてからもう一度お試しください。論文を調べることは今もできます。',
      homeStore: 'ホームの表示にはデータベースが必要ですが、今は接続できません',
      homeStoreNext:
        '何も失われていません。1分ほどしてから開き直してください。論文を調べることは今もできます。',
      ours: 'うまくいきませんでした。こちらの不具合です',
      oursNext: '1分ほどしてからもう一度お試しください。',
      oursReference: (reference) =>
        `1分ほどしてからもう一度お試しください。続くようでしたら、Paperboy の管理者に参照番号 \`${reference}\` をお知らせください。`,
      oldButton: 'このボタンは古くなっています',
      oldButtonNext: (help) => `\`${help}\` で、今使えるものを確認できます。`,
      apology:
        'うまくいきませんでした。こちらの不具合です。1分ほどしてからもう一度お試しください。',
      unsure:
        '投稿できたかどうか、Discord から返事がありませんでした。ここに表示されていなければ、もう一度お試しください。',
      restarting: '再起動しているところです。1分ほどしてからもう一度どうぞ。',
      notYours: 'これを閉じられるのは、質問した本人だけです',
      needsValue: (flag) => `\`${flag}\` のあとに値が必要です。`,
      needsNumber: (flag) => `\`${flag}\` のあとに整数が必要です。`,
      onOrOff: (option) => `\`${option}\` は \`on\` か \`off\` です。`,
      oneOf: (option, values) => `\`${option}\` は ${values}です。`,
      twoPapers: '論文を2本、`vs` でつなげて入力してください。',
      unreadable: (word, topic) =>
        `「${word}」は時刻、タイムゾーン、曜日、トピックのどれにも当てはまりません。時刻は \`09:00\`、タイムゾーンは都市名で \`Asia/Tokyo\`、曜日は \`weekdays\` や \`mon,thu\`、トピックは \`${topic}\` のように入力してください。`,
      whichZone:
        'タイムゾーンはどこですか？ `Asia/Tokyo` や `New York` のように都市名を加えてください。',
      onlyManagers: 'これは、ここの管理者だけが使えます',
    },
    note: {
      tldr: '要点',
      numbers: '数字で見る',
      contributions: '主な貢献',
      why: '今も重要な理由',
      next: '次に読むなら',
      oneNumber: '注目の数字',
      reviewed: (topic, day) => `${topic} · ${day} 確認`,
      authors: (first, others) => `${first} ほか${others}名`,
      fromNotes: (topic) => `${topic} · 論文ノートより`,
      severalLinked: (n) => `このうち ${number.format(n)} 本にノートがあります`,
    },
    paper: {
      allRead: 'すべて読了しました',
      allReadNext: '新しいノートができたら、それが次です。',
      closest: (query) => `「${query}」にいちばん近いもの`,
      notSure: {
        description: '確かではありませんが、このノートに書かれています。お探しのものですか？',
        typo: (text) => `確かではありませんが、「${text}」に似ています。お探しのものですか？`,
        alias: (text) => `確かではありませんが、別名「${text}」に合います。お探しのものですか？`,
        author: (text) => `確かではありませんが、著者「${text}」に合います。お探しのものですか？`,
        other: (text) => `確かではありませんが、「${text}」に合います。お探しのものですか？`,
      },
      which: (query) => `「${query}」はどの論文ですか？`,
      gone: (id) => `ノート「${id}」はもうここにありません`,
      goneNext: '削除されたか、名前が変わりました。タイトルで探すか、トピックから探してください。',
      none: (query) => `「${query}」のノートはありません`,
      comeClosest: '近いものはこちらです：',
      tryOther: '論文の名前、タイトルの単語、著者、arXiv のリンクでお試しください。',
      noneYet: (name) => `${name} のノートはまだありません`,
      itself: (link) => `論文はこちらです：${link}。`,
      addOne:
        'ノートを追加するには、notes フォルダーに Markdown ファイルを置いてください。手順は README の「Add a note」にあります。',
      leadToIt: 'この論文につながるノート：',
      inMessage: (n) => `このメッセージには論文が ${number.format(n)} 本あります`,
      oneOfThese: 'この中にありますか？',
      whichOne: 'どの論文ですか？',
      noneInMessage: 'このメッセージに論文は見つかりません',
      noneInMessageNext: (paper) =>
        `ここで見つかるのは、ノートがある論文のリンク、arXiv ID、タイトル、名前です。\`${paper}\` なら、打ち間違いや内容の説明からも探せます。`,
    },
    papers: {
      papers: (n) => `論文 ${number.format(n)} 本`,
      title: 'トピック別の論文',
      inTopics: (papers, n) => `${papers} · トピック ${number.format(n)} 件`,
      page: (page, of) => ` · ${page}/${of} ページ`,
      noTopic: (typed) => `「${typed}」というトピックはありません`,
      noTopicThese: (typed) => `「${typed}」というトピックはありません。トピックはこちらです：`,
    },
    paperboy: {
      title: 'Paperboy：論文ノートを、このチャットで',
      intro:
        '論文の名前を入れると、カードが届きます：何を変えたか、数字、今も重要な理由、次に読むもの。' +
        'カードの下のボタンの答えは、あなただけに見えます。**共有** を押すと、チャンネルのみんなに見えます。',
      commands: 'コマンド',
      status: '状態',
      noProblems: '問題なし',
      problems: (n) => `問題 ${number.format(n)} 件（ログ参照）`,
      state: (version, notes, topics, problems) =>
        `バージョン ${version}、ノート ${number.format(notes)} 件、トピック ${number.format(topics)} 件、${problems}。`,
      try: (name) => `${name} を試す`,
    },
    suggest: {
      todaysPick: ' · 今日の論文',
      saved: ' · 保存済み',
      reading: ' · 読書中',
      alias: (text) => ` · 別名 ${text}`,
      author: (text) => ` · 著者 ${text}`,
      typo: (text) => ` · ${text} に似ています`,
      description: ' · いちばん近いもの',
      topic: (name) => `${name}（トピック）`,
    },
    ask: {
      quoted: 'ノートからそのまま引用しています',
      notesAlone: 'Paperboy はノートに書かれたことだけを答えます',
      greeting: 'こんにちは！ノートにある論文について聞いてください',
      hello: 'こんにちは！',
      forExample: 'たとえば：',
      moreCommands: (help, platform) => `${help} で、${platform} でできることを確認できます`,
      noQuestion: '質問がありません',
      questions: (n) => `質問 ${number.format(n)} 件`,
      facts: {
        Authors: '著者',
        Year: '発表年',
        Published: '掲載',
        arXiv: 'arXiv',
        Paper: '論文',
        Code: 'コード',
      },
      nothingBefore: (name) => `**${name}** の前に読むものは、ノートに書かれていません。`,
      nothingAfter: (name) => `**${name}** のあとに読むものは、ノートに書かれていません。`,
      before: (name) => `**${name}** の前に読むもの：`,
      after: (name) => `**${name}** のあとに読むもの：`,
      outside: (title, url) =>
        `**${title}** のノートはありません。論文は [arXiv](${url}) にあるかもしれません。`,
      inVain: (name, title, url) =>
        `ノートには書かれていません。**${name}** のノートを調べましたが見つかりませんでした。論文には書かれているかもしれません：[${title}](${url})。`,
      severalInVain: (title, url) =>
        `ノートには書かれていません。下のノートを調べましたが見つかりませんでした。論文には書かれているかもしれません：[${title}](${url})。`,
      nowhere: (url) =>
        `ノートには書かれていません。ほかを探すなら、[arXiv で検索](${url})できます。`,
      nowhereButNear: (url) =>
        `ノートには書かれていません。下のノートが近い内容です。ほかを探すなら、[arXiv で検索](${url})できます。`,
    },
  },
};
