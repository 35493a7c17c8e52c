/** What a page does before a browser prints it. What is seen stays the figure. */
export interface BrowserHabit {
  /** Rules of the style sheet. */
  css?: string
  /** What a cell holds instead; @ is the figure. */
  html?: string
  /** A script that changes a cell `c` with the figure `t`. */
  cell?: string
  /** A script that changes the page. */
  page?: string
  /** Share of the figures it is done to; 0.15 where left out. */
  share?: number
  /** Whether it needs figures of several digits. */
  big?: boolean
}
