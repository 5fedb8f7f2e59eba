import { useId } from 'react'
import type { Block } from '../../report/index.ts'

type Drawing = Extract<Block, { kind: 'chart' }>['drawing']

/** A chart as the documents have it, in the colours of the theme; the table above has the same numbers. */
export const Chart = ({ title, drawing: { width, height, shapes } }: { title: string; drawing: Drawing }) => {
  const hatch = useId()
  return (
    <figure className="loa-report__chart">
      <svg aria-label={title} role="img" viewBox={`0 0 ${width} ${height}`}>
        <defs>
          <pattern
            height="4"
            id={hatch}
            patternTransform="rotate(45)"
            patternUnits="userSpaceOnUse"
            width="4"
          >
            <rect fill="currentcolor" height="4" width="1" />
          </pattern>
        </defs>
        {shapes.map((shape, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the shapes of a drawing keep their order
          <Mark hatch={hatch} key={at} shape={shape} />
        ))}
      </svg>
      <figcaption>{title}</figcaption>
    </figure>
  )
}

const Mark = ({ shape, hatch }: { shape: Drawing['shapes'][number]; hatch: string }) => {
  if (shape.type === 'line') {
    const { x1, y1, x2, y2 } = shape
    return <line stroke="currentcolor" strokeWidth="0.8" x1={x1} x2={x2} y1={y1} y2={y2} />
  }
  if (shape.type === 'bar') {
    const { x, y, width, height, fill } = shape
    return (
      <rect
        className={`loa-report__bar loa-report__bar--${fill}`}
        fill={fill === 'hatch' ? `url(#${hatch})` : undefined}
        height={height}
        width={width}
        x={x}
        y={y}
      />
    )
  }
  const { text, x, y, size, anchor } = shape
  return (
    <text fill="currentcolor" fontSize={size} textAnchor={anchor} x={x} y={y}>
      {text}
    </text>
  )
}
