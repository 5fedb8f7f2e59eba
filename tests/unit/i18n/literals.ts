// Words that a person would read and that stand in the code instead of in the translations.
import { type Expression, type JSXEmptyExpression, type Node, parseSync } from 'oxc-parser'

export type Literal = { line: number; text: string }

/** What a browser or a screen reader says of an attribute, or one of our components passes on to them. */
const SPOKEN =
  /^(title|alt|placeholder|label|description|heading|caption|legend|summary|hint|aria-(label|description|placeholder|roledescription|valuetext|braillelabel))$/
/** One letter alone is the name of a key, or data. */
const WORD = /\p{L}[^\p{L}]*\p{L}/u
/** Letters that only Vietnamese has among our two languages. */
const VIETNAMESE = /[ăâđêôơưĂÂĐÊÔƠƯ\u1ea0-\u1ef9]/
const TAG = /<\/?[a-z][a-z0-9]*[\s>]/i

/**
 * Finds text between JSX tags, spoken attributes and properties, text within pieces of HTML, and whatever is Vietnamese.
 * @param file decides by its ending how it is parsed
 */
export const literalsIn = ({ file, text }: { file: string; text: string }): Literal[] => {
  const { program, errors } = parseSync(file, text)
  if (errors[0]) throw new Error(`${file}: ${errors[0].message}`)
  const found = new Map<string, Literal>()
  const report = (start: number, words: string) => {
    const line = text.slice(0, start).split('\n').length
    const said = words.replaceAll(/\s+/g, ' ').trim()
    found.set(`${line} ${said}`, { line, text: said })
  }
  const reportWords = (expression: Expression | JSXEmptyExpression) => {
    for (const { start, words } of saidBy(expression)) if (WORD.test(words)) report(start, words)
  }
  const check = (start: number, words: string) => {
    if (VIETNAMESE.test(words) && WORD.test(words)) report(start, words)
    else if (TAG.test(words)) for (const piece of saidByHtml(words)) report(start, piece)
  }
  walk(program, (node) => {
    switch (node.type) {
      case 'JSXText':
        if (WORD.test(node.value.replaceAll(/&\w+;/g, ''))) report(node.start, node.value)
        break
      case 'JSXElement':
      case 'JSXFragment':
        for (const child of node.children)
          if (child.type === 'JSXExpressionContainer') reportWords(child.expression)
        break
      case 'JSXAttribute': {
        const { name, value } = node
        if (name.type !== 'JSXIdentifier' || !SPOKEN.test(name.name) || !value) break
        if (value.type === 'JSXExpressionContainer') reportWords(value.expression)
        else if (value.type === 'Literal') reportWords(value)
        break
      }
      case 'Literal':
        if (typeof node.value === 'string') check(node.start, node.value)
        break
      case 'TemplateLiteral':
        check(node.start, node.quasis.map(({ value }) => value.cooked ?? value.raw).join(HOLE))
    }
  })
  return [...found.values()]
}

/** Stands for a value in a template; no letter. */
const HOLE = '\u0000'

const walk = (value: unknown, visit: (node: Node) => void): void => {
  if (typeof value !== 'object' || value === null) return
  if ('type' in value) visit(value as Node)
  for (const inner of Object.values(value)) walk(inner, visit)
}

/** The literals an expression may turn out to be. */
const saidBy = (expression: Expression | JSXEmptyExpression): { start: number; words: string }[] => {
  switch (expression.type) {
    case 'Literal':
      return typeof expression.value === 'string'
        ? [{ start: expression.start, words: expression.value }]
        : []
    case 'TemplateLiteral':
      return expression.quasis.map(({ start, value }) => ({ start, words: value.raw }))
    case 'ConditionalExpression':
      return [...saidBy(expression.consequent), ...saidBy(expression.alternate)]
    case 'LogicalExpression':
      return [...saidBy(expression.left as Expression), ...saidBy(expression.right)]
    case 'BinaryExpression':
      return expression.operator === '+'
        ? [...saidBy(expression.left as Expression), ...saidBy(expression.right)]
        : []
    case 'ParenthesizedExpression':
      return saidBy(expression.expression)
    default:
      return []
  }
}

/** What a reader sees of a piece of HTML: texts and spoken attributes, without styles, programs and samples of code. */
const saidByHtml = (html: string): string[] => {
  const visible = html.replaceAll(/<(style|script|pre|code)\b.*?<\/\1>/gs, '').replaceAll(/<!--.*?-->/gs, '')
  const spoken = [...visible.matchAll(/([\w-]+)="([^"]*)"/g)]
    .filter(([, name = '']) => SPOKEN.test(name))
    .map(([, , value = '']) => value)
  const texts = visible.split(/<[^>]*>?/).map((one) => one.replaceAll(/&[#\w]+;/g, ''))
  return [...spoken, ...texts].filter((one) => WORD.test(one)).map((one) => one.replaceAll(HOLE, '…'))
}
