import {addBreak, addLines, addText} from './flow.ts'
import {
  attachment,
  chosenOption,
  image,
  isFileName,
  isFileUrl,
  plainText,
  shownUrl,
  shownValue,
} from './objects.ts'
import type {Element} from './parse/tree.ts'
import type {Scope, Walk} from './scope.ts'

/** Elements that are one thing in the flow: breaks, pictures, links to files, form controls, frames. */
export function atom(w: Walk, node: Element, scope: Scope): boolean {
  const {flow} = scope
  const line = node.line
  const place = line === undefined ? undefined : {line}
  switch (node.tagName) {
    case 'br':
      if (!scope.table) addBreak(flow)
      return true
    case 'img':
      flow.pending.push(image(node, place, w.context))
      return true
    case 'input':
      if (!scope.unseen && !scope.table) addText(flow, shownValue(node), line, scope.data)
      return true
    case 'select':
      addText(flow, chosenOption(node), line, scope.data)
      return true
    case 'textarea':
      addLines(flow, plainText(node), line, scope.data)
      return true
    case 'svg':
      flow.pending.push(place ? {type: 'image', place} : {type: 'image'})
      if (/\p{N}/u.test(plainText(node))) w.drawings++
      return true
    case 'a': {
      const url = node.attributes.href ?? ''
      const file = isFileUrl(url) || (url !== '' && isFileName(plainText(node)))
      if (file) flow.pending.push(attachment(linkText(node), url, place))
      return false
    }
    case 'iframe':
    case 'embed':
    case 'object': {
      const url = shownUrl(node)
      if (url !== null && isFileUrl(url))
        flow.pending.push(attachment(node.attributes.title ?? '', url, place))
      else if (url !== null && node.tagName === 'iframe') w.frames.push(url)
      return node.tagName !== 'object'
    }
    default:
      return false
  }
}

function linkText(node: Element): string {
  return plainText(node).replace(/\s+/g, ' ').trim() || (node.attributes.title ?? '')
}
