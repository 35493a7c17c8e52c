import type {Attributes} from '../../ooxml/xml.ts'
import {integer, isOn, value} from '../format/properties.ts'

/** Data of an old form field (w:ffData, 17.16.17): checkboxes and lists show it, they have no result text. */
export interface FormField {
  kind: 'none' | 'checkBox' | 'list'
  checked: boolean
  entries: string[]
  index: number
}

/** A form field about which nothing is said. */
export function emptyFormField(): FormField {
  return {kind: 'none', checked: false, entries: [], index: 0}
}

/** Takes over one element inside w:ffData. */
export function setFormField(field: FormField, name: string, attributes: Attributes): void {
  switch (name) {
    case 'w:checkBox':
      field.kind = 'checkBox'
      break
    case 'w:ddList':
      field.kind = 'list'
      break
    case 'w:default':
    case 'w:checked':
    case 'w:result':
      // The default comes first in the file and holds where no state follows it.
      if (field.kind === 'checkBox') field.checked = isOn(attributes)
      else if (field.kind === 'list') field.index = integer(value(attributes)) ?? 0
      break
    case 'w:listEntry':
      field.entries.push(value(attributes) ?? '')
  }
}

/** What the field shows. */
export function shownByForm({kind, checked, entries, index}: FormField): string {
  if (kind === 'checkBox') return checked ? '☑' : '☐'
  return kind === 'list' ? (entries[index] ?? '') : ''
}
