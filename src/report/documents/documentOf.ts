// A report as an official document. Where a person has to write, a sentence in brackets stands; nothing is invented.
import type { Letterhead } from '../options.ts'
import type { Report } from '../readReport.ts'
import type { ReportDocument } from './model.ts'
import { itemList } from './parts/itemList.ts'
import { numbering } from './parts/numbering.ts'
import { results } from './parts/results.ts'
import { shortcomings } from './parts/shortcomings.ts'
import { situation } from './parts/situation.ts'
import type { Wording } from './words.ts'

export const documentOf = ({
  report,
  wording,
  letterhead,
}: {
  report: Report
  wording: Wording
  letterhead: Letterhead
}): ReportDocument => {
  const { words, language, periodInWords } = wording
  const year = wording.day(report.at).slice(-4)
  const abbreviation = letterhead.abbreviation ?? words('abbreviation')
  const issuer = letterhead.issuer ?? words('issuer')
  const { title } = report.plan
  const subject = title ? words('subject', { plan: lowerFirst(title) }) : words('subjectWithoutPlan')
  const numbered = numbering(wording)
  return {
    language,
    country: words('country'),
    motto: words('motto'),
    superior: upper(letterhead.superior ?? words('superior')),
    issuer: upper(issuer),
    number: words('number', { abbreviation }),
    placeAndDate: words('placeAndDate', { place: letterhead.place ?? words('place'), year }),
    kind: words('kind'),
    subject,
    period: words('subjectPeriod', { period: periodInWords }),
    addressee: words('addressee'),
    body: [
      ...situation({ report, wording }),
      ...results({ report, wording, numbered }),
      ...shortcomings({ report, wording, numbered }),
      { kind: 'heading', level: 1, text: words('outlook') },
      { kind: 'paragraph', text: words('outlookDraft'), role: 'draft' },
      {
        kind: 'paragraph',
        text: words('closing', { subject: lowerFirst(subject), period: periodInWords }),
        role: 'closing',
      },
    ],
    recipients: {
      title: words('recipients'),
      lines: [words('recipientsAbove'), words('recipientsOthers'), words('recipientsFile')],
    },
    signer: words('signer'),
    signerName: words('signerName'),
    annex: {
      title: words('annex'),
      heading: words('itemsTitle'),
      of: words('annexOf', { abbreviation, year, issuer }),
      blocks: itemList({ report, wording }),
    },
  }
}

const upper = (text: string) => text.toLocaleUpperCase('vi')
/** Within a sentence; an abbreviation, as UBND, stays as it is. */
const lowerFirst = (text: string) =>
  /^\p{Lu}\p{Lu}/u.test(text) ? text : text.charAt(0).toLocaleLowerCase('vi') + text.slice(1)
