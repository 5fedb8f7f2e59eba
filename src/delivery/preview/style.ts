/** How a portal's page may look: the frame shows the text, the portal gives it its own looks. */
export const previewStyle = `
:root { color-scheme: light; }
body { margin: 0 auto; max-width: 44rem; padding: 1.5rem; background: #fff; color: #1a1a1a;
  font: 1.0625rem/1.65 system-ui, 'Noto Sans', sans-serif; overflow-wrap: anywhere; }
h1 { margin: 0 0 .5rem; font-size: 1.75rem; line-height: 1.25; }
h2 { font-size: 1.3rem; } h3 { font-size: 1.1rem; }
header p { margin: .25rem 0 1rem; color: #505050; }
header p strong { color: #1a1a1a; }
figure { margin: 1.25rem 0; } img { display: block; max-width: 100%; height: auto; border-radius: 4px; }
figcaption { margin-top: .375rem; color: #505050; font-size: .875rem; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 4px solid #c8c8c8; }
a { color: #0b5a8a; }
footer { margin-top: 2rem; border-top: 1px solid #d0d0d0; color: #505050; }
`
