import {html, Parser, type Token, type TreeAdapter, type TreeAdapterTypeMap} from 'parse5'

/** A page as the parsing algorithm of HTML gives it. */
export interface Root {
  type: 'root'
  children: Node[]
}

export interface Element {
  type: 'element'
  tagName: string
  /** As written; names in lower case, prefixed ones with their prefix (`xlink:href`). */
  attributes: Attributes
  children: Node[]
  /** Source line on which its tag begins, from 1; none where the page has no tag for it. */
  line: number | undefined
  /** Where it stands in its page. */
  parent?: Element | Root | null
  /** What a `<template>` holds. */
  content?: Root
}

export interface Text {
  type: 'text'
  value: string
  line: number | undefined
}

export type Node = Element | Text | {type: 'comment'}

export type Attributes = Readonly<Record<string, string | undefined>>

/**
 * The tree of a page, scripts off. Follows the HTML standard's tree construction (parse5); the nodes are made in the shape
 * that is walked, without a tree of another shape in between.
 */
export function parsePage(text: string): Root {
  const parser = new Parser<Shapes>({
    treeAdapter: adapter,
    sourceCodeLocationInfo: true,
    scriptingEnabled: false,
  })
  // The parser's own copies the place of each tag and adds to the copy, which nobody reads: each copy is of a hidden class of its
  // own, and keeps the tree from being collected young (docs/benchmarks.md, Hidden classes).
  parser._attachElementToTree = (element, location, {parent, beforeElement}) => {
    adapter.setNodeSourceCodeLocation(element, location)
    if (beforeElement) adapter.insertBefore(parent, element, beforeElement)
    else adapter.appendChild(parent, element)
  }
  parser.tokenizer.write(text, true)
  return parser.document
}

/** Nodes as the parser works on them: what it must know beside what is read. */
interface Made {
  parent: Parent | null
}
interface MadeElement extends Omit<Element, 'parent'>, Made {
  namespace: html.NS
}
interface MadeText extends Text, Made {}
interface MadeComment extends Made {
  type: 'comment'
}
type Child = MadeElement | MadeText | MadeComment
type Parent = Root | MadeElement
type Shapes = TreeAdapterTypeMap<
  Child | Root,
  Parent,
  Child,
  Root,
  Root,
  MadeElement,
  MadeComment,
  MadeText,
  MadeElement,
  never
>

const NO_ATTRIBUTES: Attributes = Object.freeze({})

const childrenOf = (parent: Parent) => parent.children as Child[]

/** Quirks of old pages: they decide whether a table ends a paragraph. */
const modes = new WeakMap<Root, html.DOCUMENT_MODE>()

const adapter: TreeAdapter<Shapes> = {
  createDocument: () => ({type: 'root', children: []}),
  createDocumentFragment: () => ({type: 'root', children: []}),
  createElement: (tagName, namespace, attrs) => ({
    type: 'element',
    tagName,
    attributes: attributesOf(attrs),
    children: [],
    line: undefined,
    namespace,
    parent: null,
  }),
  createCommentNode: () => ({type: 'comment', parent: null}),
  createTextNode: value => ({type: 'text', value, line: undefined, parent: null}),
  appendChild(parent, child) {
    parent.children.push(child)
    child.parent = parent
  },
  insertBefore(parent, child, reference) {
    parent.children.splice(parent.children.lastIndexOf(reference), 0, child)
    child.parent = parent
  },
  detachNode(child) {
    if (!child.parent) return
    child.parent.children.splice(child.parent.children.lastIndexOf(child), 1)
    child.parent = null
  },
  insertText(parent, text) {
    const last = parent.children.at(-1)
    if (last?.type === 'text') last.value += text
    else adapter.appendChild(parent, adapter.createTextNode(text))
  },
  insertTextBefore(parent, text, reference) {
    const before = parent.children[parent.children.lastIndexOf(reference) - 1]
    if (before?.type === 'text') before.value += text
    else adapter.insertBefore(parent, adapter.createTextNode(text), reference)
  },
  setTemplateContent(template, content) {
    template.content = content
  },
  getTemplateContent: template => template.content!,
  setDocumentType() {},
  setDocumentMode: (document, mode) => void modes.set(document, mode),
  getDocumentMode: document => modes.get(document) ?? html.DOCUMENT_MODE.NO_QUIRKS,
  adoptAttributes(element, attrs) {
    element.attributes = {...attributesOf(attrs), ...element.attributes}
  },
  getFirstChild: parent => childrenOf(parent)[0] ?? null,
  getChildNodes: childrenOf,
  getParentNode: child => ('parent' in child ? child.parent : null),
  getAttrList: element => Object.entries(element.attributes).map(([name, value = '']) => ({name, value})),
  getTagName: element => element.tagName,
  getNamespaceURI: element => element.namespace,
  getTextNodeContent: text => text.value,
  getCommentNodeContent: () => '',
  getDocumentTypeNodeName: () => '',
  getDocumentTypeNodePublicId: () => '',
  getDocumentTypeNodeSystemId: () => '',
  isTextNode: (node): node is MadeText => node.type === 'text',
  isCommentNode: (node): node is MadeComment => node.type === 'comment',
  isDocumentTypeNode: (_node): _node is never => false,
  isElementNode: (node): node is MadeElement => node.type === 'element',
  // Text comes in pieces, each with its place: that of the first counts.
  setNodeSourceCodeLocation(node, location) {
    if (location && 'line' in node) node.line ??= location.startLine
  },
  // Nobody asks where a node ends: with no place known, the parser does not work it out.
  getNodeSourceCodeLocation: () => null,
  updateNodeSourceCodeLocation() {},
}

function attributesOf(attrs: Token.Attribute[]): Attributes {
  if (attrs.length === 0) return NO_ATTRIBUTES
  const attributes: Record<string, string> = {}
  for (const {prefix, name, value} of attrs) attributes[prefix ? `${prefix}:${name}` : name] = value
  return attributes
}
