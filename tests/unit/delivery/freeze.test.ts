// What a portal will show is made here once: nothing in it may run there.
import { describe, expect, it } from 'vitest'
import { contentOfItem } from '../../../src/delivery/freeze.ts'
import { sanitizeOptions } from '../../../src/delivery/options.ts'
import { deliveredItem } from '../../../src/delivery/schema.ts'

const codes = {
  task: 'T1',
  line: null,
  event: null,
  themes: ['1.3'],
  organization: 'so-tttt',
  organizationName: 'Sở',
}
const text = (value: string, format = 0) => ({
  type: 'text',
  version: 1,
  text: value,
  format,
  detail: 0,
  mode: 'normal',
  style: '',
})
const paragraph = (...children: object[]) => ({
  type: 'paragraph',
  version: 1,
  direction: 'ltr',
  format: '',
  indent: 0,
  children,
})
const body = (...children: object[]) => ({
  root: { type: 'root', version: 1, direction: 'ltr', format: '', indent: 0, children },
})
const link = (url: string) => ({
  type: 'link',
  version: 3,
  direction: 'ltr',
  format: '',
  indent: 0,
  fields: { linkType: 'custom', url, newTab: true },
  children: [text('bấm')],
})
const base = { id: '01890000-0000-7000-8000-000000000000', title: 'Tin', kind: 'news' }
const { fields } = sanitizeOptions({})
const freeze = (doc: object, others: object = {}) =>
  contentOfItem({ doc: { ...base, ...doc }, fields, codes, cover: null, attachments: [], ...others })

describe('contentOfItem', () => {
  it('fits the schema once edition and outlet are added', () => {
    const at = new Date().toISOString()
    const item = {
      ...freeze({ body: body(paragraph(text('a'))) }),
      edition: 1,
      outlet: 'x',
      publishedAt: at,
      updatedAt: at,
    }
    expect(deliveredItem.strict().parse(item)).toMatchObject({
      title: 'Tin',
      html: '<p>a</p>',
      text: 'a',
      task: 'T1',
      byline: 'Sở',
      priority: 'normal',
      cover: null,
      media: [],
    })
  })

  it('keeps a script in a title as text: titles are JSON, not HTML', () => {
    expect(freeze({ title: '<script>alert(1)</script>' }).title).toBe('<script>alert(1)</script>')
  })

  it('escapes a script in the text', () => {
    const { html, text: plain } = freeze({
      body: body(paragraph(text('<script>alert(1)</script> & "x"', 1))),
    })
    expect(html).not.toContain('<script')
    expect(html).toContain('&lt;script&gt;')
    expect(plain).toContain('<script>alert(1)</script>')
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\tscript:alert(1)',
    'data:text/html,<script>alert(1)</script>',
    'vbscript:x',
    '"><script>alert(1)</script>',
    'https://x" onmouseover="alert(1)',
  ])('a link to %s does nothing', (url) => {
    const { html } = freeze({ body: body(paragraph(link(url))) })
    expect(html).toContain('bấm')
    expect(html).not.toMatch(/href="\s*(java\s*script|data|vbscript):/i)
    expect(html).not.toMatch(/<script|"\s*onmouseover=/i)
  })

  it('keeps an honest link', () => {
    expect(freeze({ body: body(paragraph(link('https://thainguyen.gov.vn/?a=1&b=2'))) }).html).toMatch(
      /href="https:\/\/thainguyen\.gov\.vn\/\?a=1&(amp;)?b=2"/,
    )
  })

  it('a node nobody knows is left out, and stops nothing', () => {
    const { html } = freeze({
      body: body({ type: 'evil', version: 1, html: '<script>' }, paragraph(text('sau'))),
    })
    expect(html).toContain('<p>sau</p>')
    expect(html).not.toContain('<script')
  })

  it('takes a body that is plain text as paragraphs, escaped', () => {
    expect(freeze({ body: ' Một <b>\r\n\nHai & ba\n' })).toMatchObject({
      html: '<p> Một &lt;b&gt;</p><p>Hai &amp; ba</p>',
      text: 'Một <b>\r\n\nHai & ba',
    })
  })

  it('reads fields of other names, and gives what is not there as nothing', () => {
    const other = { id: 7, name: 'Bài', content: 'x' }
    const content = contentOfItem({
      doc: other,
      fields: { ...fields, title: 'name', body: 'content' },
      codes: { task: null, line: null, event: null, themes: [], organization: '', organizationName: '' },
      cover: null,
      attachments: [],
    })
    expect(content).toEqual({
      id: '7',
      title: 'Bài',
      slug: '',
      kind: '',
      summary: null,
      html: '<p>x</p>',
      text: 'x',
      task: null,
      line: null,
      event: null,
      themes: [],
      organization: '',
      priority: 'normal',
      cover: null,
      media: [],
      byline: '',
    })
  })

  it('empty is empty', () => {
    expect(freeze({ body: null, summary: '', byline: '' })).toMatchObject({
      html: '',
      text: '',
      summary: null,
      byline: 'Sở',
      slug: '',
    })
  })

  it('shows the cover first, and leaves out a picture without a file', () => {
    const picture = (filename: string | null) => ({
      filename,
      mimeType: 'image/jpeg',
      width: 1,
      height: 2,
      alt: 'a',
      credit: null,
    })
    const { cover, media } = freeze(
      {},
      { cover: picture('bìa 1.jpg'), attachments: [picture('x.jpg'), picture(null)] },
    )
    expect(cover?.url).toBe('/media/b%C3%ACa%201.jpg')
    expect(media.map(({ url }) => url)).toEqual([cover?.url, '/media/x.jpg'])
  })
})
