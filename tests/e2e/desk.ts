// What the browser tests of the newsroom's screens ask of the API in a person's name, from inside the page: the
// session is the one of the browser.
import type { Person } from './person.ts'

type Doc = { id: string; revision: string; stage: string } & Record<string, unknown>

export const deskOf = (person: Person) => {
  const ask = <Body = any>(method: string, path: string, body?: object): Promise<Body> =>
    person.page.evaluate(
      async ({ address, text, verb }) => {
        const response = await fetch(address, {
          method: verb,
          headers: { 'Content-Type': 'application/json' },
          ...(text === undefined ? {} : { body: text }),
        })
        return response.json()
      },
      { address: `/api${path}`, text: body && JSON.stringify(body), verb: method },
    )

  const idOf = async (collection: string, code: string): Promise<string> => {
    const { docs } = await ask('GET', `/${collection}?where[code][equals]=${code}&depth=0&select[code]=true`)
    return docs[0].id
  }

  return {
    ask,
    idOf,
    read: (id: string): Promise<Doc> => ask('GET', `/items/${id}?draft=true&depth=0`),
    /** A draft on the portal of Định Hóa unless `content` says otherwise. */
    draft: async (content: Record<string, unknown>): Promise<string> => {
      const outlets = content.outlets ?? [await idOf('outlets', 'portal-dinh-hoa')]
      const { doc } = await ask('POST', '/items?depth=0', {
        kind: 'news',
        summary: 'Tin của huyện',
        ...content,
        outlets,
      })
      return doc.id
    },
    /** One transition of the latest revision; answers what the API does. */
    step: async (id: string, verb: string, more: object = {}) => {
      const { revision } = await ask('GET', `/items/${id}?draft=true&depth=0&select[revision]=true`)
      return ask('POST', `/items/${id}/${verb}`, { revision, ...more })
    },
  }
}

export type Desk = ReturnType<typeof deskOf>

/** One paragraph as the editor of texts keeps it. */
export const paragraph = (text: string) => ({
  root: {
    type: 'root',
    format: '',
    indent: 0,
    version: 1,
    direction: 'ltr',
    children: [
      {
        type: 'paragraph',
        format: '',
        indent: 0,
        version: 1,
        direction: 'ltr',
        textFormat: 0,
        children: [{ type: 'text', text, format: 0, detail: 0, mode: 'normal', style: '', version: 1 }],
      },
    ],
  },
})
