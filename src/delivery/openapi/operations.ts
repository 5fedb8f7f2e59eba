// Every address of the API: what it takes and what it answers. A route that is not here fails a test.
import type { z } from 'zod'
import type { PortalWords } from '../../i18n/portals/index.ts'
import { FORMATS } from '../formats/index.ts'
import { changesQuery, feedQuery, itemQuery, itemsQuery, playlistQuery } from '../schema.ts'
import type { AnswerName } from './answers.ts'

/** The content of an answer or of a body: one of the named schemas, a text of its own format, or bytes. */
export type Content = AnswerName | 'text' | 'bytes'

export type Operation = {
  method: 'get' | 'post'
  /** Below the base, parameters in braces. */
  path: string
  /** Key of its words. */
  id: keyof PortalWords['operations']
  tag: keyof PortalWords['tags']
  /** Whether it is answered without a key. */
  isPublic?: boolean
  parameters?: (keyof PortalWords['parameterWords'])[]
  query?: z.ZodObject
  body?: Content
  /** What is answered with 200, by media type; where something is made, with 201 the first time. */
  answers: Record<string, Content>
  makes?: boolean
  /** Whether a part of it may be asked for (`Range`), which is answered with 206. */
  hasParts?: boolean
  /** Other statuses than 304, 401, 429, 500 and 503, which every address with a key has. */
  refusals?: readonly (400 | 404 | 406 | 410 | 413 | 415 | 416)[]
  /** Arguments of curl, `$API` and `$KEY` standing for the address and the key. */
  curl: string
}

const KEY = '-H "Authorization: Bearer $KEY"'
const JSON_TYPE = 'application/json'
const feeds = { query: feedQuery, tag: 'feeds', method: 'get', refusals: [400] } as const
const playlist = { method: 'get', tag: 'running', query: playlistQuery, refusals: [400] } as const
const player = { method: 'get', tag: 'running', isPublic: true } as const
const list = { tag: 'taxonomy', method: 'get', refusals: [404] } as const

export const OPERATIONS: Operation[] = [
  {
    method: 'get',
    path: '/items',
    id: 'listItems',
    tag: 'items',
    query: itemsQuery,
    answers: { [JSON_TYPE]: 'Items' },
    refusals: [400],
    curl: `"$API/items?limit=2&q=chuyen+doi+so" ${KEY}`,
  },
  {
    method: 'get',
    path: '/items/{id}',
    id: 'readItem',
    tag: 'items',
    parameters: ['id'],
    query: itemQuery,
    answers: {
      [FORMATS.json]: 'Item',
      [FORMATS.ninjs]: 'Ninjs',
      [FORMATS.html]: 'text',
      [FORMATS.text]: 'text',
    },
    refusals: [400, 404, 410],
    curl: `"$API/items/$ID?format=ninjs" ${KEY}`,
  },
  {
    method: 'get',
    path: '/changes',
    id: 'followChanges',
    tag: 'changes',
    query: changesQuery,
    answers: { [JSON_TYPE]: 'Changes' },
    refusals: [400],
    curl: `"$API/changes?after=$NEXT&wait=30" ${KEY}`,
  },
  {
    ...feeds,
    path: '/feed.rss',
    id: 'readRss',
    answers: { 'application/rss+xml': 'text' },
    curl: '-u "portal:$KEY" "$API/feed.rss"',
  },
  {
    ...feeds,
    path: '/feed.atom',
    id: 'readAtom',
    answers: { 'application/atom+xml': 'text' },
    curl: '-u "portal:$KEY" "$API/feed.atom?theme=1.3"',
  },
  {
    ...feeds,
    path: '/feed.json',
    id: 'readJsonFeed',
    answers: { 'application/feed+json': 'JsonFeed' },
    curl: '-u "portal:$KEY" "$API/feed.json?limit=10"',
  },
  {
    method: 'get',
    path: '/events.ics',
    id: 'readCalendar',
    tag: 'feeds',
    answers: { 'text/calendar': 'text' },
    refusals: [404],
    curl: '-u "portal:$KEY" "$API/events.ics"',
  },
  {
    ...list,
    path: '/themes',
    id: 'listThemes',
    answers: { [JSON_TYPE]: 'Themes' },
    curl: `"$API/themes" ${KEY}`,
  },
  {
    ...list,
    path: '/tasks',
    id: 'listTasks',
    answers: { [JSON_TYPE]: 'Tasks' },
    curl: `"$API/tasks" ${KEY}`,
  },
  {
    ...list,
    path: '/lines',
    id: 'listLines',
    answers: { [JSON_TYPE]: 'Lines' },
    curl: `"$API/lines" ${KEY}`,
  },
  {
    ...list,
    path: '/events',
    id: 'listEvents',
    answers: { [JSON_TYPE]: 'Events' },
    curl: `"$API/events" ${KEY}`,
  },
  {
    method: 'get',
    path: '/media/{name}',
    id: 'readMedia',
    tag: 'media',
    parameters: ['name'],
    answers: { 'image/*': 'bytes', 'audio/*': 'bytes', 'video/*': 'bytes', 'application/pdf': 'bytes' },
    hasParts: true,
    refusals: [404, 416],
    curl: `-o bia.jpg "$API/media/bia.jpg" ${KEY}`,
  },
  {
    ...playlist,
    path: '/playlist.json',
    id: 'readPlaylist',
    answers: { [JSON_TYPE]: 'Playlist' },
    curl: `"$API/playlist.json" ${KEY}`,
  },
  {
    ...playlist,
    path: '/playlist.m3u',
    id: 'readM3u',
    answers: { 'audio/x-mpegurl': 'text' },
    curl: '-u "loa:$KEY" "$API/playlist.m3u"',
  },
  {
    ...playlist,
    path: '/playlist.html',
    id: 'readSheet',
    answers: { 'text/html': 'text' },
    curl: '-u "loa:$KEY" -o phat-thanh.html "$API/playlist.html?date=2026-11-17"',
  },
  {
    method: 'get',
    path: '/loop.json',
    id: 'readLoop',
    tag: 'running',
    answers: { [JSON_TYPE]: 'Loop' },
    curl: `"$API/loop.json" ${KEY}`,
  },
  {
    ...player,
    path: '/player',
    id: 'openPlayer',
    answers: { 'text/html': 'text' },
    curl: '"$API/player"',
  },
  {
    ...player,
    path: '/player.js',
    id: 'readPlayerScript',
    answers: { 'text/javascript': 'text' },
    curl: '"$API/player.js"',
  },
  {
    ...player,
    path: '/player.css',
    id: 'readPlayerStyle',
    answers: { 'text/css': 'text' },
    curl: '"$API/player.css"',
  },
  {
    ...player,
    path: '/player-worker.js',
    id: 'readPlayerWorker',
    answers: { 'text/javascript': 'text' },
    curl: '"$API/player-worker.js"',
  },
  {
    method: 'post',
    path: '/receipts',
    id: 'sendReceipt',
    tag: 'receipts',
    body: 'ReceiptRequest',
    answers: { [JSON_TYPE]: 'Receipt' },
    makes: true,
    refusals: [400, 404, 413],
    curl: `"$API/receipts" ${KEY} --json '{"id":"'$ID'","edition":45,"url":"https://example.vn/1","publishedAt":"2026-11-17T02:05:00Z"}'`,
  },
  {
    method: 'post',
    path: '/graphql',
    id: 'queryGraphql',
    tag: 'graphql',
    body: 'GraphQLRequest',
    answers: { [JSON_TYPE]: 'GraphQLAnswer' },
    refusals: [400, 406, 413, 415],
    curl: `"$API/graphql" ${KEY} --json '{"query":"{ items(limit: 2) { items { id title } next } }"}'`,
  },
  {
    method: 'get',
    path: '/openapi.json',
    id: 'readOpenApi',
    tag: 'documentation',
    isPublic: true,
    answers: { [JSON_TYPE]: 'OpenApi' },
    curl: '"$API/openapi.json"',
  },
  {
    method: 'get',
    path: '/docs',
    id: 'readDocs',
    tag: 'documentation',
    isPublic: true,
    answers: { 'text/html': 'text' },
    curl: '"$API/docs"',
  },
]
