'use client'

const FORMATS = ['docx', 'xlsx', 'pdf'] as const

/** @param address of the report, to which the format is added */
export const Downloads = ({
  address,
  labels,
  print,
}: {
  address: string
  labels: Record<(typeof FORMATS)[number], string>
  print: string
}) => (
  <>
    {FORMATS.map((format) => (
      <a
        aria-label={labels[format]}
        className="loa-button"
        download
        href={`${address}&format=${format}`}
        key={format}
      >
        {format.toUpperCase()}
      </a>
    ))}
    <button className="loa-button" onClick={() => window.print()} type="button">
      {print}
    </button>
  </>
)
