// The page that a screen opens once and shows for months.
import type { PortalWords } from '../../i18n/portals/index.ts'
import { escapeHtml } from '../formats/clean.ts'

export const PLAYER_STYLE = `html,body{margin:0;height:100%;background:#000;color:#fff;overflow:hidden;font-family:system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif}
#stage{position:fixed;inset:0;display:grid;place-items:center;cursor:none}
#stage img,#stage video{width:100vw;height:100vh;object-fit:contain}
#stage p{margin:0;padding:5vh 5vw;box-sizing:border-box;width:100vw;max-height:100vh;font-weight:700;line-height:1.35;text-align:center;text-wrap:balance;overflow-wrap:anywhere}
#enter{position:fixed;inset:0;display:grid;place-content:center;gap:.8rem;padding:1.5rem;background:#10151b}
#enter[hidden]{display:none}
#enter h1{font-size:1.5rem;margin:0}
#enter p{margin:0;max-width:34rem;line-height:1.5;color:#c6d0da}
#enter #note{color:#ffb4a8;min-height:1.5em}
#enter label{font-weight:600}
#enter input,#enter button{font:inherit;padding:.7rem .8rem;border-radius:.4rem;border:1px solid #6b7886;width:100%;box-sizing:border-box}
#enter input{background:#1a222b;color:#fff}
#enter button{background:#8ab6ff;color:#0b1420;border-color:#8ab6ff;font-weight:700}
#enter :focus-visible{outline:3px solid #fff;outline-offset:2px}
`

export const playerPage = ({
  words,
  language,
}: {
  words: PortalWords['player']
  language: 'vi' | 'en'
}): string => `<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>${escapeHtml(words.title)}</title>
<link rel="stylesheet" href="player.css">
<script src="player.js" defer></script>
</head>
<body>
<main id="stage"></main>
<form id="enter" data-wrong="${escapeHtml(words.wrongKey)}" hidden>
<h1>${escapeHtml(words.title)}</h1>
<p>${escapeHtml(words.intro)}</p>
<label for="key">${escapeHtml(words.key)}</label>
<input id="key" name="key" type="password" autocomplete="off" required>
<p id="note" role="alert"></p>
<button>${escapeHtml(words.start)}</button>
</form>
</body>
</html>
`
