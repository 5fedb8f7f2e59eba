// What the readers of seed files say when something is wrong, in both languages of the interface.

/** One message in both languages. */
export type Message = { vi: string; en: string }

/** Every message of the seed file readers, by what went wrong. */
export const messages = {
  cannotRead: (reason: string): Message => ({
    vi: `Không đọc được tệp: ${reason}`,
    en: `The file cannot be read: ${reason}`,
  }),
  empty: (): Message => ({ vi: 'Tệp trống', en: 'The file is empty' }),
  syntax: (detail: string): Message => ({
    vi: `Lỗi cú pháp YAML: ${detail}`,
    en: `YAML syntax error: ${detail}`,
  }),
  tooDeep: (): Message => ({ vi: 'Các phần lồng vào nhau quá sâu', en: 'Its parts are nested too deeply' }),
  refused: (reason: string): Message => ({ vi: reason, en: reason }),
  missing: (key: string): Message => ({ vi: `Thiếu “${key}”`, en: `“${key}” is missing` }),
  unknownKey: (key: string): Message => ({
    vi: `Không có trường “${key}”`,
    en: `There is no field “${key}”`,
  }),
  wrongType: ({ expected, received }: { expected: string; received: string }): Message => {
    const hint = expected === 'string' && received === 'number'
    return {
      vi: `Phải là ${typeNames[expected]?.vi ?? expected}, không phải ${typeNames[received]?.vi ?? received}${hint ? '; hãy đặt trong dấu nháy' : ''}`,
      en: `Must be ${typeNames[expected]?.en ?? expected}, not ${typeNames[received]?.en ?? received}${hint ? '; put it in quotes' : ''}`,
    }
  },
  notOneOf: (values: readonly unknown[]): Message => ({
    vi: `Phải là một trong: ${values.join(', ')}`,
    en: `Must be one of: ${values.join(', ')}`,
  }),
  notADay: (): Message => ({
    vi: 'Phải là một ngày có thật, viết dạng YYYY-MM-DD',
    en: 'Must be a day that exists, written YYYY-MM-DD',
  }),
  notATimestamp: (): Message => ({
    vi: 'Phải là thời điểm có thật kèm múi giờ, ví dụ 2024-11-12T08:30:00+07:00',
    en: 'Must be a moment that exists, with its offset, such as 2024-11-12T08:30:00+07:00',
  }),
  notACode: (): Message => ({
    vi: 'Mã chỉ gồm chữ không dấu và chữ số, nối bằng dấu gạch ngang hoặc dấu chấm',
    en: 'A code has plain letters and digits only, joined by hyphens or dots',
  }),
  notAZone: (): Message => ({
    vi: 'Không có múi giờ này; hãy dùng tên IANA, ví dụ Asia/Ho_Chi_Minh',
    en: 'There is no such time zone; use an IANA name such as Asia/Ho_Chi_Minh',
  }),
  badFormat: (): Message => ({ vi: 'Viết không đúng dạng', en: 'Is not written in the expected form' }),
  tooSmall: (minimum: unknown): Message => ({
    vi: `Ít nhất là ${minimum}`,
    en: `Must be at least ${minimum}`,
  }),
  tooBig: (maximum: unknown): Message => ({
    vi: `Nhiều nhất là ${maximum}`,
    en: `Must be at most ${maximum}`,
  }),
  tooShort: (minimum: unknown): Message => ({
    vi: `Cần ít nhất ${minimum} ký tự hoặc phần tử`,
    en: `Needs at least ${minimum} characters or entries`,
  }),
  tooLong: (maximum: unknown): Message => ({
    vi: `Không quá ${maximum} ký tự hoặc phần tử`,
    en: `Takes at most ${maximum} characters or entries`,
  }),
  invalid: (): Message => ({ vi: 'Không hợp lệ', en: 'Is not valid' }),
  duplicate: ({ code, line }: { code: string; line: number | undefined }): Message => ({
    vi: `“${code}” đã có${line ? ` ở dòng ${line}` : ''}`,
    en: `“${code}” is already there${line ? `, on line ${line}` : ''}`,
  }),
  notMigrated: (): Message => ({
    vi: 'Cơ sở dữ liệu chưa có bảng. Hãy chạy npm run migrate (hoặc npm start) trước.',
    en: 'The database has no tables yet. Run npm run migrate (or npm start) first.',
  }),
  unknownPlan: (code: string): Message => ({
    vi: `Chưa nạp kế hoạch “${code}”, nên không có gì để sửa`,
    en: `The plan “${code}” has not been loaded, so there is nothing to change`,
  }),
  ofOtherPlan: ({ code, plan }: { code: string; plan: string }): Message => ({
    vi: `“${code}” là của kế hoạch “${plan}”; kế hoạch này phải dùng mã riêng`,
    en: `“${code}” belongs to the plan “${plan}”; this plan needs a code of its own`,
  }),
  cannotShiftChanges: (): Message => ({
    vi: 'Tệp thay đổi (changes: true) không dời ngày được; hãy dời kế hoạch gốc',
    en: 'A file of changes (changes: true) cannot be shifted; shift the plan itself',
  }),
  unresolved: ({ code, kind }: { code: string; kind: string }): Message => ({
    vi: `Không có “${code}” trong ${kind}`,
    en: `There is no “${code}” in ${kind}`,
  }),
  reversed: ({ first, last }: { first: string; last: string }): Message => ({
    vi: `“${last}” đứng trước “${first}”`,
    en: `“${last}” is before “${first}”`,
  }),
  minAboveMax: (): Message => ({ vi: '“min” lớn hơn “max”', en: '“min” is greater than “max”' }),
  noBound: (): Message => ({ vi: 'Cần có “min” hoặc “max”', en: 'Needs “min” or “max”' }),
  notForCount: ({ key, counts }: { key: string; counts: string }): Message => ({
    vi: `“${key}” không dùng được khi “counts” là ${counts}`,
    en: `“${key}” has no meaning where “counts” is ${counts}`,
  }),
  outsidePlan: (): Message => ({
    vi: 'Nằm ngoài thời gian của kế hoạch',
    en: 'Lies outside the window of the plan',
  }),
  circle: (key: string): Message => ({
    vi: `“${key}” đi vòng về chính nó`,
    en: `“${key}” leads back to where it started`,
  }),
  successorWithoutClosing: (): Message => ({
    vi: 'Có “successor” thì phải có “closesOn”',
    en: '“successor” needs “closesOn”',
  }),
  ownApproval: (): Message => ({
    vi: 'Người viết không được duyệt bài của mình',
    en: 'An author never approves an own item',
  }),
  notForStage: ({ key, stage }: { key: string; stage: string }): Message => ({
    vi: `“${key}” không đúng với trạng thái ${stage}`,
    en: `“${key}” does not fit the stage ${stage}`,
  }),
}

const typeNames: Record<string, Message | undefined> = {
  string: { vi: 'chuỗi ký tự', en: 'text' },
  number: { vi: 'số', en: 'a number' },
  int: { vi: 'số nguyên', en: 'a whole number' },
  boolean: { vi: 'true hoặc false', en: 'true or false' },
  array: { vi: 'danh sách', en: 'a list' },
  object: { vi: 'một nhóm trường', en: 'a group of fields' },
  null: { vi: 'để trống', en: 'empty' },
}
