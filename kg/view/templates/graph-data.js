// What the page holds, and words for it in both languages.
const $ = (id) => document.getElementById(id);
const TEXT = {
  ar: { title: "خريطة العلاقات الدبلوماسية", home: "الفهرس", fit: "إظهار الكل", table: "جدول", save: "حفظ", png: "صورة PNG", svg: "رسم SVG", link: "نسخ الرابط", copied: "نسخ الرابط إلى هذا المشهد", whole: "ملء الشاشة", dark: "ليل", light: "نهار",
    back: "رجوع", forward: "تقدم", filters: "ما يظهر", types: "الكيانات", statuses: "الحالة", events: "الأحداث", publishers: "الناشرون", reset: "أظهر كل شيء", time: "الزمن", from: "من شهر", to: "إلى شهر", play: "تشغيل الزمن", stop: "إيقاف", panel: "التفاصيل",
    search: "ابحث عن اسم بأي خط…", lead: "اختر كيانا أو خطا لترى ما جرى ومن قاله والنص الذي يرويه.", most: "الأكثر ذكرا", empty: "لا شيء في هذا الاختيار.", nothing: "ليس في المستودع كيانات بعد. ابن الخريطة بالأمر kg build.", old: "هذا المتصفح قديم لا يستطيع فتح بيانات الصفحة؛ حدثه أو استعمل غيره.",
    shown: (n, left) => left ? `${n} كيانا هي الأكثر دلالة، وخارج الصورة ${left} كيانا.` : `${n} كيانا، هي كل من بينهم خبر.`, some: (n, all) => `يظهر ${n} من ${all} كيانا.`, untold: (n) => ` وليست في الصفحة ${n} رواية أقدم أو مكررة.`,
    says: "بحسب", arrow: "←", both: "↔", comma: "، ", cols: ["الحدث", "من", "مع / إلى", "التاريخ", "الحالة", "النص", "المصدر"], canvas: "رسم الشبكة. الأسهم تنتقل بين الكيانات، وEnter يفتح، وEsc يعيد. والجدول يقول الشيء نفسه.",
    focus: "ركز هنا", expand: "وسع من هنا", hide: "أخف", pin: "ثبت", unpin: "ألغ التثبيت", leave: "اخرج من التركيز", unhide: (n) => `أظهر المخفي (${n})`, focused: (name) => `التركيز على ${name}.`, page: "صفحته", dyad: "صفحة الطرفين", article: "الخبر كاملا", more: (n) => `المزيد (${n})`, claims: (n) => `${n} رواية`, beside: "وما سوى ذلك",
    "cooperation-words": "تعاون بالقول", "cooperation-deeds": "تعاون بالفعل", "conflict-words": "صراع بالقول", "conflict-deeds": "صراع بالفعل", neutral: "تصريح", relation: "صلة ثابتة", mixed: "تعاون وصراع معا", undated: "بلا تاريخ", place: "المكان", gathering: "في", agreement: "بشأن", told: "روي في" },
  en: { title: "Map of diplomatic relations", home: "Index", fit: "Show all", table: "Table", save: "Save", png: "PNG image", svg: "SVG drawing", link: "Copy link", copied: "The link to this view is copied", whole: "Full screen", dark: "Dark", light: "Light",
    back: "Back", forward: "Forward", filters: "What is shown", types: "Entities", statuses: "Status", events: "Events", publishers: "Publishers", reset: "Show everything", time: "Time", from: "From month", to: "To month", play: "Play time", stop: "Stop", panel: "Details",
    search: "Search a name in any script…", lead: "Choose an entity or a line to see what happened, who says so, and the words that tell it.", most: "Most told", empty: "Nothing in this selection.", nothing: "The store holds no entities yet. Fill it with kg build.", old: "This browser is too old to open the data of the page; update it or use another.",
    shown: (n, left) => left ? `The ${n} most telling entities; ${left} are left out.` : `${n} entities: all between whom something is told.`, some: (n, all) => `${n} of ${all} entities shown.`, untold: (n) => ` ${n} older or repeated claims are not in this page.`,
    says: "according to", arrow: "→", both: "↔", comma: ", ", cols: ["Event", "Who", "With / to", "Date", "Status", "Words", "Source"], canvas: "Drawing of the network. Arrow keys move between entities, Enter opens, Escape goes back. The table says the same.",
    focus: "Focus", expand: "Expand", hide: "Hide", pin: "Pin", unpin: "Unpin", leave: "Leave focus", unhide: (n) => `Show hidden (${n})`, focused: (name) => `Focus on ${name}.`, page: "Its page", dyad: "Page of the two", article: "Whole article", more: (n) => `More (${n})`, claims: (n) => `${n} claims`, beside: "Besides",
    "cooperation-words": "Cooperation, words", "cooperation-deeds": "Cooperation, deeds", "conflict-words": "Conflict, words", "conflict-deeds": "Conflict, deeds", neutral: "Statement", relation: "Standing relation", mixed: "Cooperation and conflict", undated: "No date", place: "Place", gathering: "At", agreement: "On", told: "told" } };
const MONTHS = { ar: ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر", "أكتوبر", "نوفمبر", "ديسمبر"], en: ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"] };
const TONES = ["cooperation-words", "cooperation-deeds", "conflict-words", "conflict-deeds", "neutral", "relation"];
// How each status is drawn: asserted solid, what is not settled broken, what is refuted dotted and in the colour of its status.
const DASHES = { asserted: null, planned: [11, 6], hypothetical: [3, 7], alleged: [9, 4, 2, 4], denied: [2, 5], negated: [2, 5] };
const REFUTED = ["denied", "negated"];
let data = null;

async function unpack(text) {
  const bytes = Uint8Array.from(atob(text), (letter) => letter.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
  return JSON.parse(await new Response(stream).text());
}

function prepare(found) {
  data = found;
  data.claims.forEach((claim, number) => {
    claim.number = number;
    claim.tone = tone(claim);
    claim.day = claim.begin || (data.articles[claim.article] || {}).date || "";
    claim.month = claim.day ? 12 * Number(claim.day.slice(0, 4)) + Number(claim.day.slice(5, 7)) - 1 : null;
    claim.publisher = (data.articles[claim.article] || {}).publisher || "";
  });
  data.entities.forEach((entity, number) => { entity.number = number; entity.claims = []; entity.ties = []; });
  data.claims.forEach((claim) => new Set([...claim.roles.map(([, who]) => who), claim.source].filter((who) => who !== undefined)).forEach((who) => data.entities[who].claims.push(claim.number)));
  data.edges.forEach((edge) => { data.entities[edge.from].ties.push(edge); data.entities[edge.to].ties.push(edge); });
  data.nodes.forEach((node, rank) => { node.rank = rank; data.entities[node.id].node = node; });
  data.byPath = new Map(data.entities.map((entity) => [entity.path, entity]));
}

function tone(claim) {
  if (claim.relation) return "relation";
  const kind = data.kinds[claim.type] || {};
  return kind.family === "cooperation" || kind.family === "conflict" ? `${kind.family}-${kind.deeds ? "deeds" : "words"}` : "neutral";
}

const text = () => TEXT[view.lang];
const inLanguage = (names) => (names && (names[view.lang] || names.ar || names.en || Object.values(names)[0])) || "";
const nameOf = (entity) => inLanguage(entity.names) || entity.path;
const term = (key) => inLanguage(data.terms[key]) || key;
const fold = (words) => words.normalize("NFKD").replace(/[\u0300-\u036f\u0640\u064b-\u065f\u0670\u200b-\u200f\u202a-\u202e\u2066-\u2069]/g, "").replace(/[\u0623\u0625\u0622\u0671]/g, "\u0627").replace(/[\u0649\u06cc]/g, "\u064a").replace(/\u06a9/g, "\u0643").replace(/\u0629/g, "\u0647").toLowerCase().trim();
const isArabic = (words) => /[\u0600-\u06ff]/.test(words);
const monthName = (month) => `${MONTHS[view.lang][month % 12]} ${Math.floor(month / 12)}`;

function dayName(day) { return `${Number(day.slice(8, 10))} ${monthName(12 * Number(day.slice(0, 4)) + Number(day.slice(5, 7)) - 1)}`; }
function when(claim) {
  if (!claim.begin) return "";
  if (claim.grain === "year" || claim.grain === "decade") return claim.begin.slice(0, 4) + (claim.until && claim.until.slice(0, 4) !== claim.begin.slice(0, 4) ? "–" + claim.until.slice(0, 4) : "");
  if (claim.grain === "month") return monthName(claim.month);
  return dayName(claim.begin) + (claim.until ? " – " + dayName(claim.until) : "");
}
const inRoles = (claim, roles) => [...new Set(roles.flatMap((role) => claim.roles.filter(([name]) => name === role).map(([, who]) => who)))];
const FROM = ["actor", "subject"], TO = ["target", "object", "destination", "host"], BESIDE = ["place", "gathering", "agreement"];

function element(tag, options = {}, ...children) {
  const node = Object.assign(document.createElement(tag), options);
  node.append(...children);
  return node;
}
function drawn(tag, attributes, ...children) {
  const node = document.createElementNS("http://www.w3.org/2000/svg", tag);
  Object.entries(attributes).forEach(([key, value]) => node.setAttribute(key, value));
  node.append(...children);
  return node;
}
function button(words, act, options = {}) {
  const made = element("button", { type: "button", textContent: words, ...options });
  made.addEventListener("click", act);
  return made;
}
