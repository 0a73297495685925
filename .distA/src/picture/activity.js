import { clip, oneLine } from "../markdown.js";
import { drawPanel, EDGE, INK, mix, MUTED, WHITE, drawText } from "./panel.js";
import { textWidth } from "./text-width.js";
const WIDTH = 1000;
const MARGIN = 40;
const CARDS = '#2563eb';
const QUESTIONS = '#b45309';
const TILE = { y: 134, height: 96, gap: 12 };
const CHART = { y: 290, height: 180 };
const ROW = 44;
/** More topics than these make a picture that is taller than a chat. */
const MOST_TOPICS = 12;
/** What the sums are called, in the order they are shown. */
export const MEASURES = [
    ['shown', 'cards shown'],
    ['picked', 'daily picks'],
    ['answered', 'answered'],
    ['refused', 'refused'],
    ['saved', 'saved'],
    ['read', 'read'],
];
/** The counts of a workspace: six sums, a bar for each day, and the cards shown of each topic. */
export function drawActivity({ all, topics, byDay }, title, subtitle) {
    const shown = [...topics]
        .sort((a, b) => cardsOf(b.sums) - cardsOf(a.sums))
        .slice(0, MOST_TOPICS)
        .filter(({ sums }) => cardsOf(sums) > 0);
    const rows = CHART.y + CHART.height + 96;
    const height = shown.length === 0 ? rows - 40 : rows + shown.length * ROW + 24;
    return drawPanel(WIDTH, height, title, subtitle, [
        drawText(title, MARGIN, 66, 36, 700, INK),
        drawText(subtitle, MARGIN, 106, 24, 400, MUTED),
        ...drawSums(all),
        ...drawDays(byDay),
        ...(shown.length === 0 ? [] : drawTopics(shown, rows)),
    ]);
}
function cardsOf({ shown, picked }) {
    return shown + picked;
}
function drawSums(all) {
    const width = (WIDTH - 2 * MARGIN - (MEASURES.length - 1) * TILE.gap) / MEASURES.length;
    return MEASURES.flatMap(([measure, label], i) => {
        const x = Math.round(MARGIN + i * (width + TILE.gap));
        const middle = (words, size, weight) => x + (width - textWidth(words, size, weight)) / 2;
        const number = all[measure].toLocaleString('en');
        return [
            `<rect x="${x}" y="${TILE.y}" width="${Math.round(width)}" height="${TILE.height}" rx="12" fill="${WHITE}" stroke="${EDGE}" stroke-width="2"/>`,
            drawText(number, middle(number, 32, 700), TILE.y + 46, 32, 700, INK),
            drawText(label, middle(label, 20, 400), TILE.y + 78, 20, 400, MUTED),
        ];
    });
}
/** For each day a bar of cards, and on top of it one of questions. */
function drawDays(byDay) {
    const base = CHART.y + CHART.height;
    const most = Math.max(1, ...byDay.map(({ cards, questions }) => cards + questions));
    const step = (WIDTH - 2 * MARGIN) / Math.max(byDay.length, 1);
    const scale = (count) => Math.round((CHART.height * count) / most);
    const bars = byDay.flatMap(({ cards, questions }, i) => {
        const x = Math.round(MARGIN + i * step + step * 0.12);
        const width = Math.round(step * 0.76);
        const bar = (y, height, fill) => height === 0
            ? []
            : [`<rect x="${x}" y="${y}" width="${width}" height="${height}" rx="3" fill="${fill}"/>`];
        const low = scale(cards);
        return [
            ...bar(base - low, low, CARDS),
            ...bar(base - low - scale(questions), scale(questions), QUESTIONS),
        ];
    });
    const [first, last] = [byDay[0]?.day ?? '', byDay.at(-1)?.day ?? ''];
    const busiest = `busiest day: ${Math.max(0, ...byDay.map(({ cards, questions }) => cards + questions))}`;
    return [
        `<rect x="${MARGIN}" y="${CHART.y - 34}" width="18" height="18" rx="4" fill="${CARDS}"/>`,
        drawText('cards', MARGIN + 26, CHART.y - 18, 20, 400, MUTED),
        `<rect x="${MARGIN + 104}" y="${CHART.y - 34}" width="18" height="18" rx="4" fill="${QUESTIONS}"/>`,
        drawText('questions', MARGIN + 130, CHART.y - 18, 20, 400, MUTED),
        drawText(busiest, WIDTH - MARGIN - textWidth(busiest, 20, 400), CHART.y - 18, 20, 400, MUTED),
        `<line x1="${MARGIN}" y1="${base}" x2="${WIDTH - MARGIN}" y2="${base}" stroke="${MUTED}" stroke-width="2"/>`,
        ...bars,
        drawText(first, MARGIN, base + 28, 20, 400, MUTED),
        drawText(last, WIDTH - MARGIN - textWidth(last, 20, 400), base + 28, 20, 400, MUTED),
    ];
}
function drawTopics(topics, top) {
    const most = Math.max(1, ...topics.map(({ sums }) => cardsOf(sums)));
    const left = 440;
    const room = WIDTH - MARGIN - left - 80;
    return [
        drawText('Cards by topic', MARGIN, top - 16, 24, 700, INK),
        ...topics.flatMap(({ topic, sums }, i) => {
            const y = top + i * ROW;
            const length = Math.max(4, Math.round((room * cardsOf(sums)) / most));
            const count = cardsOf(sums).toLocaleString('en');
            return [
                drawText(clip(oneLine(topic.name), 34), MARGIN, y + 25, 22, 400, INK),
                `<rect x="${left}" y="${y + 6}" width="${length}" height="26" rx="6" fill="${mix(topic.colour, 0.85)}"/>`,
                drawText(count, left + length + 12, y + 27, 22, 600, INK),
            ];
        }),
    ];
}
//# sourceMappingURL=activity.js.map