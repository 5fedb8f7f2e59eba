'use client'
import type { DefaultCellComponentProps } from 'payload'
import { StagePill } from '../item/StagePill.tsx'

/** The stage in a list of items. */
export const StageCell = ({ cellData }: DefaultCellComponentProps) => <StagePill stage={cellData} />
