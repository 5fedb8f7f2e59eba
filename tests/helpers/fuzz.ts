// Inputs that no honest caller sends, and the doors they are sent to: what tests/int/fuzz.test.ts draws from.
import fc from 'fast-check'

/** Pieces that broke something somewhere before. */
const NASTY = [
  ...[
    '',
    ' ',
    '\u0000',
    'a\u0000b',
    '\ud800',
    '\u202e',
    '\ufeff',
    'İ',
    'ß',
    '\n',
    '\r\nX-Evil: 1',
    '%',
    '%00',
    '%ff',
    '%2e%2e%2f',
  ],
  ...[
    'null',
    'undefined',
    'NaN',
    'true',
    '[]',
    '{}',
    '__proto__',
    'constructor',
    'prototype',
    'toString',
    'hasOwnProperty',
  ],
  ...[
    "'",
    '"',
    "' or 1=1 --",
    '"; drop table items; --',
    '\\',
    '$1',
    '{{7*7}}',
    '$' + '{7*7}',
    '<script>alert(1)</script>',
    '../../etc/passwd',
  ],
  ...['-1', '0', '1e309', '9007199254740993', '99999999999999999999', '0x10', '１２', '-0', '1.5'],
  ...[
    '2024-02-30',
    '-271821-04-20T00:00:00.000Z',
    '+275760-09-13T00:00:00.000Z',
    '0000-00-00',
    '2026-01-01T25:61:00Z',
  ],
  ...[
    '01890000-0000-7000-8000-000000000000',
    '00000000-0000-0000-0000-000000000000',
    'javascript:alert(1)',
    'data:text/html,x',
  ],
]

export const text = fc.oneof(
  fc.constantFrom(...NASTY),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.string({ unit: 'binary', maxLength: 30 }),
)

/** Any value of JSON, with nasty keys and depths. */
export const json: fc.Arbitrary<unknown> = fc.letrec<{ value: unknown }>((tie) => ({
  value: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    text,
    fc.integer(),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
    fc.array(tie('value'), { maxLength: 4 }),
    fc.dictionary(
      fc.oneof(text, fc.constantFrom('equals', 'in', 'like', 'and', 'or', 'root', 'children', 'type', 'id')),
      tie('value'),
      {
        maxKeys: 4,
      },
    ),
  ),
})).value

/** A body: an object with some of these fields, or no such thing; as text, so that it may be no JSON at all. */
export const bodyWith = (fields: string[]): fc.Arbitrary<string> =>
  fc.oneof(
    {
      weight: 6,
      arbitrary: fc.dictionary(fc.constantFrom(...fields), json, { maxKeys: fields.length }).map(asText),
    },
    { weight: 2, arbitrary: json.map(asText) },
    { weight: 1, arbitrary: text },
    { weight: 1, arbitrary: fc.nat(3000).map((depth) => `${'{"a":['.repeat(depth)}1${']}'.repeat(depth)}`) },
  )

/** JSON with `__proto__` as a key of its own, which an object literal could not have. */
const asText = (value: unknown): string => JSON.stringify(value) ?? 'null'

/** A query string with some of these names, plain or with brackets as Payload reads them. */
export const queryWith = (names: string[]): fc.Arbitrary<string> => {
  const name = fc.oneof(fc.constantFrom(...names), text)
  const part = fc.oneof(
    text,
    fc.constantFrom('equals', 'in', 'not_in', 'like', 'contains', 'exists', 'near', 'all', 'or', 'and', '0'),
  )
  const key = fc
    .tuple(name, fc.array(part, { maxLength: 4 }))
    .map(([one, parts]) => `${one}${parts.map((p) => `[${p}]`).join('')}`)
  return fc
    .array(fc.tuple(key, text, fc.boolean()), { maxLength: 5 })
    .map((pairs) =>
      pairs
        .map(([k, v, isRaw]) =>
          isRaw ? `${encodeURI(wellFormed(k))}=${encodeURI(wellFormed(v))}` : `${enc(k)}=${enc(v)}`,
        )
        .join('&'),
    )
}

/** A piece of a path. */
export const segment = fc.oneof(
  text.map((one) => enc(one)),
  fc.constantFrom(
    '%',
    '%ff',
    '%00',
    '..',
    '.',
    '%2e%2e',
    'versions',
    'access',
    'count',
    'me',
    'init',
    'duplicate',
    'submit',
    'quota',
    'proof',
  ),
)

const wellFormed = (one: string) => one.toWellFormed()
const enc = (one: string) => encodeURIComponent(wellFormed(one))

/** A document of GraphQL: fields, arguments and fragments of this and of no schema. */
export const document = (fields: string[]): fc.Arbitrary<string> => {
  const name = fc.oneof(
    { weight: 4, arbitrary: fc.constantFrom(...fields) },
    { weight: 1, arbitrary: fc.stringMatching(/^[A-Za-z_]{1,8}$/) },
  )
  const literal = fc.oneof(
    text.map((one) => JSON.stringify(one)),
    fc.constantFrom(
      '0',
      '-1',
      '1e99',
      'null',
      'true',
      '[]',
      '{}',
      'X',
      '$v',
      '{ id: { equals: "x" } }',
      '99999999999',
    ),
  )
  const argument = fc
    .tuple(
      fc.constantFrom(
        'limit',
        'where',
        'id',
        'draft',
        'page',
        'sort',
        'after',
        'cursor',
        'q',
        'data',
        'email',
        'password',
        'wait',
        'kind',
      ),
      literal,
    )
    .map(([one, value]) => `${one}: ${value}`)
  const field: fc.Arbitrary<string> = fc.letrec<{ field: string }>((tie) => ({
    field: fc
      .tuple(
        fc.option(fc.constantFrom('a', 'b', '__proto__'), { nil: undefined }),
        name,
        fc.array(argument, { maxLength: 3 }),
        fc.oneof(
          { depthSize: 'small' },
          fc.constant([] as string[]),
          fc.array(tie('field'), { maxLength: 3 }),
        ),
      )
      .map(
        ([alias, one, args, inner]) =>
          `${alias ? `${alias}: ` : ''}${one}${args.length ? `(${args.join(', ')})` : ''}${inner.length ? ` { ${inner.join(' ')} }` : ''}`,
      ),
  })).field
  return fc.oneof(
    {
      weight: 8,
      arbitrary: fc
        .tuple(fc.constantFrom('query', 'mutation', ''), fc.array(field, { minLength: 1, maxLength: 4 }))
        .map(([kind, all]) => `${kind} { ${all.join(' ')} }`),
    },
    { weight: 1, arbitrary: text },
    {
      weight: 1,
      arbitrary: fc.constantFrom(
        '{ ...A } fragment A on Query { ...A }',
        `{ ${'a{'.repeat(5000)}`,
        `{ ${'a '.repeat(5000)} }`,
        'query($v: X) { a(b: $v) }',
        'subscription { a }',
        '{ __schema { types { name fields { name } } } }',
      ),
    },
  )
}
