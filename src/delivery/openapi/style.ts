// The look of the documentation; in the page itself, and allowed there by its hash.

export const STYLE = `
:root{color-scheme:light dark;--ground:#fff;--panel:#f5f7f9;--line:#dde2e7;--ink:#1a1f25;--soft:#59646f;--accent:#1d5bb8;--get:#1a7345;--post:#8a5200;--code:#f2f5f8}
@media(prefers-color-scheme:dark){:root{--ground:#14171a;--panel:#1b1f23;--line:#333a41;--ink:#e9edf0;--soft:#a4aeb7;--accent:#8ab6ff;--get:#72d39c;--post:#f0bd68;--code:#1d2227}}
*{box-sizing:border-box}
html{scroll-behavior:smooth;scroll-padding-top:1rem}
@media(prefers-reduced-motion:reduce){html{scroll-behavior:auto}}
body{margin:0;background:var(--ground);color:var(--ink);font:16px/1.6 system-ui,"Segoe UI",Roboto,"Noto Sans",sans-serif;display:grid;grid-template-columns:17rem minmax(0,1fr)}
nav{position:sticky;top:0;height:100vh;overflow:auto;padding:1.5rem 1.25rem;border-right:1px solid var(--line);background:var(--panel);font-size:.9rem}
nav .brand{font-size:1.35rem;font-weight:700;color:var(--ink);padding:0 .5rem .75rem}
nav h2{font-size:.8rem;font-weight:600;color:var(--soft);margin:1.1rem 0 .2rem;padding:0 .5rem}
nav h2 a{padding:0;color:inherit}
nav a{display:block;padding:.25rem .5rem;border-radius:.35rem;color:var(--ink);text-decoration:none;line-height:1.4}
nav a:hover{background:var(--ground);color:var(--accent)}
main{padding:2.75rem 3rem 5rem;max-width:60rem;min-width:0}
h1{font-size:2.1rem;line-height:1.25;margin:0;letter-spacing:-.01em}
h2{font-size:1.4rem;line-height:1.35}
main section>h2{margin:3.25rem 0 .75rem;padding-top:1.5rem;border-top:1px solid var(--line)}
h3{font-size:1.12rem;margin:0 0 .5rem;line-height:1.4}
h4{font-size:.85rem;font-weight:600;margin:1.1rem 0 .2rem;color:var(--soft)}
p{margin:.35rem 0}
a{color:var(--accent);text-underline-offset:.15em}
:focus-visible{outline:2px solid var(--accent);outline-offset:2px;border-radius:.25rem}
.english{color:var(--soft);font-weight:400}
p.english{font-size:.9rem}
p.heading{font-size:1.15rem;margin:.2rem 0 1.25rem}
h2 .english,h3 .english{font-size:.8em;margin-left:.35em}
article{border:1px solid var(--line);border-radius:.6rem;padding:1.25rem 1.4rem;margin:1.1rem 0}
.address{display:flex;flex-wrap:wrap;align-items:center;gap:.35rem .7rem;margin:.2rem 0 .7rem}
.address b{font-size:.78rem;letter-spacing:.03em;border:1px solid currentcolor;border-radius:.3rem;padding:.05rem .45rem}
.address i{font-style:normal;font-size:.85rem;color:var(--soft)}
.get{color:var(--get)}.post{color:var(--post)}
code{font:.9em/1.5 ui-monospace,"SF Mono",Consolas,"DejaVu Sans Mono",monospace}
.address code{font-size:1rem;font-weight:600;overflow-wrap:anywhere}
pre{background:var(--code);border:1px solid var(--line);border-radius:.45rem;padding:.8rem 1rem;margin:1rem 0;overflow-x:auto}
pre code{white-space:pre}
dl{margin:.3rem 0 0}
dl>div{display:grid;grid-template-columns:13rem minmax(0,1fr);gap:.2rem 1.25rem;padding:.55rem 0;border-top:1px solid var(--line)}
dt code{font-weight:600}
dt small{display:block;color:var(--soft);font-size:.82rem;line-height:1.45;overflow-wrap:anywhere}
dd{margin:0}dd p{margin:0}
dd ul{margin:.25rem 0 0;padding-left:1.1rem}
details{margin-top:.6rem}
summary{cursor:pointer;padding:.35rem 0}
details.schema{border:1px solid var(--line);border-radius:.45rem;padding:.2rem 1rem;margin:.5rem 0}
details.schema[open]{padding-bottom:.6rem}
@media(max-width:52rem){
body{display:block;font-size:15.5px}
nav{position:static;height:auto;border-right:0;border-bottom:1px solid var(--line);padding:1rem}
nav h2{display:none}
nav a{display:inline-block;padding:.4rem .55rem}
nav .brand{display:block;padding:.1rem .55rem .4rem}
main{padding:1.5rem 1rem 3rem}
h1{font-size:1.65rem}
article{padding:1rem;border-radius:.5rem}
h3 .english{display:block;margin:0}
pre code{white-space:pre-wrap;overflow-wrap:anywhere}
dl>div{grid-template-columns:minmax(0,1fr)}
dt small{display:inline;margin-left:.6rem}
}
@media print{nav{display:none}body{display:block}article,details{break-inside:avoid}}
`
