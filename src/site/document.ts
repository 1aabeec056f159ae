import { escapeHtml } from './markup'
import { pageBody, type Page, type RunFacts } from './pages/layout'
import { upFrom } from './site'
import { WORDS } from './words/words'

/** Before anything is painted: the reader's own choice of light or dark, and that scripts run. */
const EARLY = "try{var t=localStorage.getItem('kubecuke-theme');if(t==='dark'||t==='light')document.documentElement.dataset.theme=t}catch(e){}document.documentElement.classList.add('js')"
const ICON = "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 24 24'%3E%3Crect width='24' height='24' rx='6' fill='%233451b2'/%3E%3Cpath d='M6 7h5M6 12h9M6 17h12' stroke='white' stroke-width='2.4' stroke-linecap='round'/%3E%3Ccircle cx='17' cy='7' r='2.2' fill='%2342d392'/%3E%3C/svg%3E"

/** A whole page. Everything a feature or a manifest says goes through `h` or escapeHtml. */
export function renderDocument(page: Page, run: RunFacts): string {
  const up = upFrom(page.path)
  return `<!doctype html>
<html lang="${WORDS[page.language].htmlLang}" data-root="${up}" data-language="${page.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(page.title)}</title>
<meta name="description" content="${escapeHtml(page.description)}">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="${ICON}">
<link rel="stylesheet" href="${up}assets/app.css">
<script>${EARLY}</script>
</head>
<body>
${pageBody({ ...page, run }).text}
<script src="${up}assets/app.js"></script>
</body>
</html>
`
}
