import { NextStep as NextStep_b0bc1a01104905793e2090ea592f33de } from '../../../../src/admin/item/NextStep.tsx'
import { QuotaPanel as QuotaPanel_a112c46d37cb0fecc5311bb31b28f32f } from '../../../../src/admin/quota/QuotaPanel.tsx'
import { Briefs as Briefs_0bd231854bc221687bc23fb4f19f7b58 } from '../../../../src/admin/channels/Briefs.tsx'
import { Kits as Kits_fcf97e03be10d7ddcab9a10b54c85bf6 } from '../../../../src/admin/channels/Kits.tsx'
import { RscEntryLexicalCell as RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { RscEntryLexicalField as RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { LexicalDiffComponent as LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e } from '@payloadcms/richtext-lexical/rsc'
import { FixedToolbarFeatureClient as FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { InlineToolbarFeatureClient as InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ParagraphFeatureClient as ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { HeadingFeatureClient as HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BoldFeatureClient as BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ItalicFeatureClient as ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnderlineFeatureClient as UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { UnorderedListFeatureClient as UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { OrderedListFeatureClient as OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { BlockquoteFeatureClient as BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { LinkFeatureClient as LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864 } from '@payloadcms/richtext-lexical/client'
import { ReadingTime as ReadingTime_bbe1df177b103aa418d6d80ac91ef449 } from '../../../../src/admin/channels/ReadingTime.tsx'
import { StageCell as StageCell_6c3e5d4d7462b610d14abaf7cba589b3 } from '../../../../src/admin/list/StageCell.tsx'
import { Nothing as Nothing_5d365c2b77d4474ab9d263e54ddb4903 } from '../../../../src/admin/item/Nothing.tsx'
import { SaveDraft as SaveDraft_6f9f2aca50f51eb0ae79bc96aa06c5b8 } from '../../../../src/admin/item/SaveDraft.tsx'
import { Status as Status_550d22b80ec0077211f944ba3d6e40bd } from '../../../../src/admin/item/Status.tsx'
import { ItemView as ItemView_166297f238f3ae5f64a692f1d064bad3 } from '../../../../src/admin/item/ItemView.tsx'
import { ItemList as ItemList_d5c8e71155468978cb1b59075ca9c4ee } from '../../../../src/admin/list/ItemList.tsx'
import { Icon as Icon_5eddd781ceb78812efb2dcc0cec36920 } from '../../../../src/admin/brand/Icon.tsx'
import { Logo as Logo_2e763df44b42c422bacb8a7fd68ccf87 } from '../../../../src/admin/brand/Logo.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/item/NextStep.tsx#NextStep": NextStep_b0bc1a01104905793e2090ea592f33de,
  "/src/admin/quota/QuotaPanel.tsx#QuotaPanel": QuotaPanel_a112c46d37cb0fecc5311bb31b28f32f,
  "/src/admin/channels/Briefs.tsx#Briefs": Briefs_0bd231854bc221687bc23fb4f19f7b58,
  "/src/admin/channels/Kits.tsx#Kits": Kits_fcf97e03be10d7ddcab9a10b54c85bf6,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalCell": RscEntryLexicalCell_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#RscEntryLexicalField": RscEntryLexicalField_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/rsc#LexicalDiffComponent": LexicalDiffComponent_44fe37237e0ebf4470c9990d8cb7b07e,
  "@payloadcms/richtext-lexical/client#FixedToolbarFeatureClient": FixedToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#InlineToolbarFeatureClient": InlineToolbarFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ParagraphFeatureClient": ParagraphFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#HeadingFeatureClient": HeadingFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BoldFeatureClient": BoldFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#ItalicFeatureClient": ItalicFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnderlineFeatureClient": UnderlineFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#UnorderedListFeatureClient": UnorderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#OrderedListFeatureClient": OrderedListFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#BlockquoteFeatureClient": BlockquoteFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "@payloadcms/richtext-lexical/client#LinkFeatureClient": LinkFeatureClient_e70f5e05f09f93e00b997edb1ef0c864,
  "/src/admin/channels/ReadingTime.tsx#ReadingTime": ReadingTime_bbe1df177b103aa418d6d80ac91ef449,
  "/src/admin/list/StageCell.tsx#StageCell": StageCell_6c3e5d4d7462b610d14abaf7cba589b3,
  "/src/admin/item/Nothing.tsx#Nothing": Nothing_5d365c2b77d4474ab9d263e54ddb4903,
  "/src/admin/item/SaveDraft.tsx#SaveDraft": SaveDraft_6f9f2aca50f51eb0ae79bc96aa06c5b8,
  "/src/admin/item/Status.tsx#Status": Status_550d22b80ec0077211f944ba3d6e40bd,
  "/src/admin/item/ItemView.tsx#ItemView": ItemView_166297f238f3ae5f64a692f1d064bad3,
  "/src/admin/list/ItemList.tsx#ItemList": ItemList_d5c8e71155468978cb1b59075ca9c4ee,
  "/src/admin/brand/Icon.tsx#Icon": Icon_5eddd781ceb78812efb2dcc0cec36920,
  "/src/admin/brand/Logo.tsx#Logo": Logo_2e763df44b42c422bacb8a7fd68ccf87,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
