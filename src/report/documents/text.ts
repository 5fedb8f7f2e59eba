// Text as the formats can carry it.

/** Without what XML 1.0 forbids (§2.2): control characters, lone surrogates, U+FFFE and U+FFFF. */
export const cleanText = (text: string): string =>
  FORBIDDEN.test(text) ? text.replaceAll(new RegExp(FORBIDDEN, 'gu'), '') : text

/** Clean, with `& < > "` written as entities: for an XML text or a quoted attribute. */
export const xmlText = (text: string): string =>
  cleanText(text).replaceAll(/[&<>"]/g, (sign) => ENTITIES[sign] ?? sign)

/** Clean, and no formula to a spreadsheet, whoever opens or exports it (OWASP, CSV injection). */
export const cellText = (text: string): string => {
  const clean = cleanText(text)
  return /^[=+\-@\t\r]/.test(clean) ? `'${clean}` : clean
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]|\p{Surrogate}/u

const ENTITIES: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
