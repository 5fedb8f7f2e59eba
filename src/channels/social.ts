// Official accounts on social platforms (plan, II.2.4): a post for each platform, within what it takes, ready to be copied.
import type { Field } from 'payload'
import { idOf } from '../access/roles.ts'
import { invalid, type Refusal } from '../errors/index.ts'
import { labelled } from '../i18n/index.ts'
import type { Channel, Kit, OnChannel, Placed } from './interface.ts'
import { limitsOf, PLATFORMS, type Platform, SOCIAL_LIMITS } from './socialLimits.ts'

const itemFields: Field[] = [
  ...PLATFORMS.map(
    (platform): Field => ({
      name: platform,
      type: 'textarea',
      maxLength: SOCIAL_LIMITS.platforms[platform].letters,
      admin: { rows: 3 },
    }),
  ),
  { name: 'hashtags', type: 'text', maxLength: 500 },
  { name: 'clip', type: 'upload', relationTo: 'media', filterOptions: { mimeType: { contains: 'video/' } } },
]

const outletFields: Field[] = [{ name: 'platform', type: 'select', options: [...PLATFORMS] }]

export const social: Channel = {
  code: 'social',
  recordsPastDates: true,
  renditions: ['square', 'story', 'wide'],
  variant: { group: 'social', fields: labelled('social', itemFields) },
  settings: { group: 'account', fields: labelled('account', outletFields) },
  filesOf: ({ doc, own }) => [own.clip, doc.cover, doc.attachments].flat().flatMap((one) => idOf(one) ?? []),
  reasonsWhyNot: (on) =>
    on.outlets.flatMap((outlet) => unfitFor({ ...on, outlet, platform: platformOf(outlet) })),
  kit: ({ outlet, ...on }): Kit => {
    const platform = platformOf(outlet)
    const { files, doc } = on
    const clip = files.get(idOf(on.own.clip) ?? '')
    const wanted: readonly ('square' | 'story' | 'wide')[] = platform
      ? SOCIAL_LIMITS.platforms[platform].pictures
      : ['square', 'wide']
    const pictures = picturesOf(on)
    const cut = pictures.flatMap(({ renditions, filename }) => {
      const made = wanted.flatMap((name) => renditions[name]?.filename ?? [])
      return made.length > 0 ? made : [filename]
    })
    const title = platform && SOCIAL_LIMITS.platforms[platform].title ? [textIn(doc.title)] : []
    return {
      text: [...title, postOf({ ...on, platform })].join('\n\n'),
      files: [...(clip ? [clip.filename] : []), ...cut],
    }
  },
}

/** What the outlet says, else what its code says. */
const platformOf = ({ settings, code }: Placed): Platform | undefined =>
  PLATFORMS.find((one) => one === settings.platform) ?? PLATFORMS.find((one) => code.startsWith(one))

/** What is no picture, as a PDF or a sound, no platform takes as one. */
const picturesOf = ({ doc, files }: Pick<OnChannel, 'doc' | 'files'>) =>
  [doc.cover, doc.attachments]
    .flat()
    .flatMap((one) => files.get(idOf(one) ?? '') ?? [])
    .filter(({ mimeType }) => mimeType.startsWith('image/'))

/** Hashtags of a whole post, as platforms find them: also those that stand in its text, each once. */
const hashtagsOfPost = (post: string): string[] => [
  ...new Set(
    [...post.matchAll(/(?<![\p{L}\p{N}_&#/])#[\p{L}\p{N}_]*[\p{L}_][\p{L}\p{N}_]*/gu)].map(([tag]) =>
      tag.toLowerCase(),
    ),
  ),
]

const hashtagsIn = (own: Record<string, unknown>): string[] =>
  [
    ...new Set(
      String(own.hashtags ?? '')
        .split(/[\s,]+/)
        .filter(Boolean),
    ),
  ].map((tag) => `#${tag.replace(/^#+/, '')}`)

const textIn = (value: unknown): string => String(value ?? '').trim()

/** The post of the platform, else summary and, where that is no field of its own, title; hashtags below. */
const postOf = ({
  own,
  doc,
  platform,
}: Pick<OnChannel, 'own' | 'doc'> & { platform: Platform | undefined }): string => {
  const written = textIn(platform && own[platform])
  const hasTitle = platform && SOCIAL_LIMITS.platforms[platform].title !== null
  const usual = [hasTitle ? '' : textIn(doc.title), textIn(doc.summary)].filter(Boolean)
  return [...(written ? [written] : usual), hashtagsIn(own).join(' ')].filter(Boolean).join('\n\n')
}

const unfitFor = ({
  req,
  own,
  files,
  outlet: { name },
  platform,
  doc,
}: OnChannel & { outlet: Placed; platform: Platform | undefined }) => {
  const limits = limitsOf(platform)
  const reasons: Refusal[] = []
  const no = (path: string, reason: string, values: Record<string, number> = {}) =>
    reasons.push(invalid({ req, path: `social.${path}`, reason, values: { outlet: name, ...values } }))
  const post = postOf({ own, doc, platform })
  const letters = post.length
  if (letters > limits.letters) no(platform ?? 'hashtags', 'postTooLong', { letters, most: limits.letters })
  const title = textIn(doc.title).length
  if (limits.title !== null && title > limits.title)
    reasons.push(
      invalid({
        req,
        path: 'title',
        reason: 'postTitleTooLong',
        values: { outlet: name, letters: title, most: limits.title },
      }),
    )
  const tags = hashtagsIn(own)
  const count = hashtagsOfPost(post).length
  if (count > limits.hashtags) no('hashtags', 'tooManyHashtags', { count, most: limits.hashtags })
  if (tags.some((tag) => !/^#[\p{L}\p{N}_]+$/u.test(tag))) no('hashtags', 'badHashtag')
  const clip = files.get(idOf(own.clip) ?? '')
  if (!clip) {
    if (limits.needs === 'clip') no('clip', 'clipMissing')
    if (limits.needs === 'clip or picture' && picturesOf({ doc, files }).length === 0)
      no('clip', 'clipOrPictureMissing')
    return reasons
  }
  const { seconds, bytes, ratio } = limits.clip
  if ((clip.seconds ?? 0) > seconds) no('clip', 'clipTooLong', { seconds: clip.seconds ?? 0, most: seconds })
  if (clip.filesize > bytes)
    no('clip', 'clipTooLarge', { megabytes: Math.ceil(clip.filesize / 1e6), most: bytes / 1e6 })
  const shape = (clip.width ?? 0) / (clip.height ?? 1)
  // a pixel more or less is no other shape
  if (shape > 0 && (shape < ratio.least * 0.98 || shape > ratio.most * 1.02)) no('clip', 'clipShape')
  return reasons
}
