import {acceptFindings} from './correct/index.ts'
import {publishReports} from './publish/index.ts'

/** What writes reports and findings: all that a thread loads that does nothing else. */
export const stages = {acceptFindings, publishReports}
