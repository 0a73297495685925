/**
 * Queries made by rule from the notes, and queries for what is not in them.
 * @typedef {{ q: string, kind: string, gold: string[] }} Labelled
 * @typedef {import('../dist/src/catalog/note.js').Note} Note
 */
import { squash } from '../dist/src/find/text.js';

/** A small random generator (mulberry32), so that every run asks the same. @param {number} seed */
export function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let t = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
}

const ROWS = ['qwertyuiop', 'asdfghjkl', 'zxcvbnm'];

/** One slip in a text: a letter dropped, doubled, swapped with the next, replaced or put in. Digits stay. */
export function slip(text, next) {
  for (let tries = 0; tries < 20; tries++) {
    const i = Math.floor(next() * text.length);
    const letter = text[i];
    if (!/[a-z]/i.test(letter)) continue;
    const row = ROWS.find((keys) => keys.includes(letter.toLowerCase()));
    const at = row.indexOf(letter.toLowerCase());
    const beside = row[at + (next() < 0.5 ? 1 : -1)] ?? row[at + 1] ?? row[at - 1];
    const any = String.fromCharCode(97 + Math.floor(next() * 26));
    switch (Math.floor(next() * 5)) {
      case 0:
        return text.slice(0, i) + text.slice(i + 1);
      case 1:
        return text.slice(0, i) + letter + text.slice(i);
      case 2:
        if (!/[a-z]/i.test(text[i + 1] ?? '') || text[i + 1] === letter) continue;
        return text.slice(0, i) + text[i + 1] + letter + text.slice(i + 2);
      case 3:
        return text.slice(0, i) + beside + text.slice(i + 1);
      default:
        return text.slice(0, i) + any + text.slice(i);
    }
  }
  return text;
}

/** @param {Note[]} notes @returns {Labelled[]} */
export function mechanical(notes) {
  const next = random(1);
  /** @type {Labelled[]} */
  const made = [];
  /** @type {Map<string, Set<string>>} */
  const owners = new Map();
  const people = new Map();
  for (const note of notes) {
    for (const name of [note.id, note.name, note.title, ...note.aliases]) {
      const key = squash(name);
      owners.set(key, (owners.get(key) ?? new Set()).add(note.id));
    }
    for (const author of note.authors) {
      people.set(author, (people.get(author) ?? new Set()).add(note.id));
    }
  }
  for (const note of notes) {
    for (const name of [note.name, note.title, ...note.aliases]) {
      if (squash(name).length < 5) continue;
      for (let i = 0; i < 3; i++) {
        const q = slip(name, next);
        const gold = owners.get(squash(q)) ?? owners.get(squash(name));
        made.push({ q, kind: 'typo', gold: [...gold] });
      }
    }
    for (const name of [note.name, note.title]) {
      for (const share of [0.5, 0.7, 0.9]) {
        const q = name.slice(0, Math.ceil(name.length * share)).trim();
        if (squash(q).length < 3) continue;
        const gold = new Set();
        for (const [key, ids] of owners) {
          if (key.startsWith(squash(q))) for (const id of ids) gold.add(id);
        }
        made.push({ q, kind: 'prefix', gold: [...gold] });
      }
    }
    const [first] = note.authors;
    const surname = first.split(' ').at(-1);
    made.push({ q: `${surname} et al ${note.year}`, kind: 'author', gold: [note.id] });
    if (surname.length > 4) {
      const q = `${slip(surname, next)} et al ${note.year}`;
      made.push({ q, kind: 'typo in a longer text', gold: [note.id] });
    }
    if (squash(note.name).length > 4) {
      const q = `the ${slip(note.name, next)} paper by ${surname}`;
      made.push({ q, kind: 'typo in a longer text', gold: [note.id] });
    }
    for (const author of [first, note.authors.at(-1)]) {
      made.push({ q: author, kind: 'author', gold: [...people.get(author)] });
    }
  }
  const wordsOf = (text) => new Set(text.toLowerCase().match(/[a-z]{5,}/g));
  for (const note of notes) {
    for (const word of wordsOf(note.title)) {
      const others = notes.filter((it) => it !== note);
      const elsewhere = others.some((it) =>
        [it.title, ...it.aliases].join(' ').toLowerCase().includes(word),
      );
      if (!elsewhere) made.push({ q: word, kind: 'title word', gold: [note.id] });
    }
  }
  const title = new Set(notes.map((note) => note.title));
  for (const note of notes) {
    for (const to of [...note.buildsOn, ...note.next.map((n) => ({ ...n.to, title: n.label }))]) {
      if ('id' in to || title.has(to.title) || owners.has(squash(to.title))) continue;
      title.add(to.title);
      made.push({ q: to.title, kind: 'absent', gold: [] });
      if (squash(to.title).length > 7)
        made.push({ q: slip(to.title, next), kind: 'absent', gold: [] });
    }
  }
  for (const q of ABSENT) made.push({ q, kind: 'absent', gold: [] });
  return made;
}

/** Papers and things that the shipped notes do not have, and do not refer to by name. */
const ABSENT =
  `word2vec;fasttext;elmo;albert;electra;deberta;distilbert;tinybert;gpt-2;gpt2;gpt-4;gpt 5;gpt-j;gpt neo;
opt-175b;bloom;falcon 40b;mistral 7b;gemini;claude 3;phi-2;qwen;llama 3;llama3;llama 4;code llama;alpaca;vicuna;
resnext;wide resnet;efficientnet;densenet paper;inception v3;googlenet;yolo;yolov8;faster r-cnn;mask r-cnn;fcn;segnet;
deeplab;swin transformer v2;perceiver;performer;reformer;longformer;big bird;linformer;transformer-xl;universal transformer;
graph transformer;mamba;rwkv;s4;hyena;retnet;mixture of experts;switch transformers;gshard;lora land;adalora;dora;vera;
prefix tuning;prompt tuning;p-tuning;ia3;adapterhub;adafactor;adadelta;lion optimizer;rmsprop optimizer;sgd with warm restarts;
weight normalization;instance normalization;spectral normalization;rmsnorm;cyclegan;stylegan;pix2pix;vae;vq-vae;nerf;
gaussian splatting;imagen;dall-e;dall-e 3;midjourney;sora;ddim;score matching;consistency models;flow matching;
dino;dinov2;moco;simclr;byol;mae paper;beit;align paper;blip;blip-2;llava;sam segment anything;whisper;wav2vec;tacotron;
alphafold;alphazero;muzero;dqn;a3c;sac;trpo;ppo2;dreamer;decision transformer;gato;rt-2;
bm25;splade;realm paper;atlas retrieval;retro deepmind;knn-lm;hyde;raptor;graphrag;colpali v2;sbert;
react native;react router;adam driver;adam sandler;clip studio paint;paper clip;bert and ernie sesame street;llama farm;
transformer toy;electric transformer;rag doll;chinchilla pet care;lora wan gateway;dpo job description;chain saw;
pizza recipe;bitcoin price;how to cook rice;flight to paris;css grid;postgres index;git rebase;meeting notes monday;
lunch menu;holiday calendar;expense report;who is on call;stock market;hello;thanks;test;asdf;qwerty;foo bar;lorem ipsum;
attention deficit;tree house;deep sea fishing;image editing software;language course;train schedule;batch file;
привет;你好;注意力;ありがとう;مرحبا`
    .split(/;\s*/)
    .map((q) => q.trim());
