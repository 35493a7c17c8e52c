import type {Stages} from '../pipeline/documents/document.ts'
import {check} from './check/index.ts'
import {load} from './collect/index.ts'
import {correct} from './correct/index.ts'
import {map} from './map/index.ts'
import {read} from './read/index.ts'
import {recognise} from './recognise/index.ts'
import {verify} from './verify/index.ts'

/** The stages each document goes through by itself: all that a worker loads. */
export const stages: Stages = {load, chain: [read, recognise, map, correct, check, verify]}
