import type {XmlHandler} from '../../ooxml/xml.ts'

const NAME = 'config:name'
/** What the settings of a spreadsheet call it, for each view and in newer files for each sheet. */
const SETTING = 'ShowZeroValues'

/** Finds in settings.xml (ODF 1.3 part 3, 3.10) of which sheets zeros are shown. */
export function zerosSetting(): {handler: XmlHandler; isShown(sheet: string): boolean} {
  const bySheet = new Map<string, boolean>()
  let byView = true
  const entries: (string | undefined)[] = []
  let value: string | null = null
  return {
    handler: {
      open(name, attributes) {
        if (name === 'config:config-item-map-entry') entries.push(attributes[NAME])
        else if (name === 'config:config-item') value = attributes[NAME] === SETTING ? '' : null
      },
      text(text) {
        if (value !== null) value += text
      },
      close(name) {
        if (name === 'config:config-item-map-entry') entries.pop()
        if (name !== 'config:config-item' || value === null) return
        const isOn = value.trim() !== 'false'
        const sheet = entries.at(-1)
        if (sheet === undefined) byView = isOn
        else bySheet.set(sheet, isOn)
        value = null
      },
    },
    isShown: sheet => bySheet.get(sheet) ?? byView,
  }
}
