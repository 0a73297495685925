/** What is typed in short, as people do in a chat and as the field does: a word, and what it stands for. */
const SHORT = `
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
`;
const MEANT = new Map(SHORT.trim()
    .split('\n')
    .map((line) => {
    const end = line.indexOf(' ');
    return [line.slice(0, end), line.slice(end + 1)];
}));
/**
 * A text with its short forms written out: "thru", "w/o", "lr", "what %".
 *
 * @param isName whether a word is a paper's name, which stays as it is.
 */
export function writtenOut(text, isName) {
    return text
        .replace(/(?<=^|\s)(w\/o?|b\/w)(?=\s)/giu, (it) => it.toLowerCase() === 'w/' ? 'with' : it.toLowerCase() === 'w/o' ? 'without' : 'between')
        .replace(/\bwhat\s?%/giu, 'what percentage')
        .replace(/\b(?:test|eval(?:uation)?|inference)[ -](?:time|mode)\b|\.eval\(\)/giu, ' inference')
        .replace(/(?<![\p{L}\p{N}-])\p{L}{1,11}(?![\p{L}\p{N}])/gu, (word) => {
        const meant = MEANT.get(word.toLowerCase());
        return meant === undefined || isName(word.toLowerCase()) ? word : meant;
    });
}
//# sourceMappingURL=shorthand.js.map