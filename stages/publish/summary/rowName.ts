/** What finds a region and year in the data sheet: 350581 石狮市|2023. */
export function rowName(label: string, year: number): string {
  return `${label}|${year}`
}
