// The named schemas of the document: those that type and validate, and what wraps them in an answer.
import { z } from 'zod'
import { receipt } from '../proof/receipt.ts'
import {
  deliveredChange,
  deliveredDocument,
  deliveredEvent,
  deliveredItem,
  deliveredLine,
  deliveredLoop,
  deliveredMedia,
  deliveredPlaylist,
  deliveredScreen,
  deliveredScript,
  deliveredTerm,
  loopEntry,
  playlistEntry,
} from '../schema.ts'

export const ANSWERS = {
  Item: deliveredItem,
  Media: deliveredMedia,
  Items: z.object({ items: z.array(deliveredItem), next: z.string().nullable() }),
  Change: deliveredChange,
  Changes: z.object({ changes: z.array(deliveredChange), next: z.string() }),
  Term: deliveredTerm,
  Line: deliveredLine,
  Event: deliveredEvent,
  EventDocument: deliveredDocument,
  Themes: z.object({ themes: z.array(deliveredTerm) }),
  Tasks: z.object({ tasks: z.array(deliveredTerm) }),
  Lines: z.object({ lines: z.array(deliveredLine) }),
  Events: z.object({ events: z.array(deliveredEvent) }),
  Script: deliveredScript,
  Screen: deliveredScreen,
  PlaylistEntry: playlistEntry,
  Playlist: deliveredPlaylist,
  LoopEntry: loopEntry,
  Loop: deliveredLoop,
  /** More of it is in IPTC's own schema, which `standard.schema` names. */
  Ninjs: z.looseObject({
    uri: z.url(),
    version: z.string(),
    standard: z.object({ name: z.literal('ninjs'), version: z.string(), schema: z.url() }),
    headlines: z.array(z.looseObject({ value: z.string() })),
    bodies: z.array(z.looseObject({ contentType: z.string(), value: z.string() })),
  }),
  /** https://www.jsonfeed.org/version/1.1/ */
  JsonFeed: z.looseObject({
    version: z.literal('https://jsonfeed.org/version/1.1'),
    title: z.string(),
    items: z.array(z.looseObject({ id: z.string(), url: z.url(), content_html: z.string() })),
  }),
  ReceiptRequest: receipt,
  Receipt: receipt.extend({ receivedAt: z.string() }),
  GraphQLRequest: z.object({
    query: z.string(),
    variables: z.record(z.string(), z.unknown()).nullable().optional(),
    operationName: z.string().nullable().optional(),
  }),
  GraphQLAnswer: z.looseObject({
    data: z.record(z.string(), z.unknown()).nullable().optional(),
    errors: z.array(z.looseObject({ message: z.string() })).optional(),
  }),
  OpenApi: z.looseObject({ openapi: z.string(), paths: z.record(z.string(), z.unknown()) }),
  Error: z.object({
    errors: z.array(
      z.looseObject({
        message: z.string(),
        data: z.looseObject({ code: z.string(), path: z.string().optional() }).optional(),
      }),
    ),
  }),
} satisfies Record<string, z.ZodType>
export type AnswerName = keyof typeof ANSWERS
