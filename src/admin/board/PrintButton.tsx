'use client'

/** The browser's own print; the page brings a style for paper. */
export const PrintButton = ({ children }: { children: string }) => (
  <button className="loa-button" onClick={() => window.print()} type="button">
    {children}
  </button>
)
