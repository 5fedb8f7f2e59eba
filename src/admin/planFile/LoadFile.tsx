'use client'
import { useState } from 'react'
import { useWords } from '../useWords.ts'

/** In bytes; the API takes no more. */
const MAX_FILE = 1_000_000

/** Chooses a file and tries it out. */
export const LoadFile = ({
  isBusy,
  onFile,
}: {
  isBusy: boolean
  onFile: (file: { text: string; name: string }) => void
}) => {
  const { say } = useWords()
  const [file, setFile] = useState<File>()
  const isTooLarge = file !== undefined && file.size > MAX_FILE
  return (
    <>
      <p className="loa-card__text">{say('planFile.importHelp')}</p>
      <div className="loa-form loa-fields">
        {/* the browser's own button speaks the browser's language */}
        <label className="loa-file">
          {say('planFile.file')}
          <input
            accept=".yaml,.yml,application/yaml,text/yaml"
            aria-invalid={isTooLarge}
            className="loa-hidden"
            onChange={(event) => setFile(event.target.files?.[0])}
            type="file"
          />
          <span aria-hidden="true" className="loa-button">
            {file?.name ?? say('planFile.chooseFile')}
          </span>
        </label>
        <button
          className="loa-button loa-button--primary"
          disabled={!file || isTooLarge || isBusy}
          onClick={async () => file && onFile({ text: await file.text(), name: file.name })}
          type="button"
        >
          {say(isBusy ? 'planFile.working' : 'planFile.tryOut')}
        </button>
      </div>
      {isTooLarge ? (
        <p className="loa-bad" role="alert">
          {say('planFile.tooLarge')}
        </p>
      ) : null}
    </>
  )
}
