import { NextStep as NextStep_b0bc1a01104905793e2090ea592f33de } from '../../../../src/admin/item/NextStep.tsx'
import { QuotaPanel as QuotaPanel_a112c46d37cb0fecc5311bb31b28f32f } from '../../../../src/admin/quota/QuotaPanel.tsx'
import { Briefs as Briefs_0bd231854bc221687bc23fb4f19f7b58 } from '../../../../src/admin/channels/Briefs.tsx'
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
import { TalkPanel as TalkPanel_d593b05495a49afc83988013ff2f20b4 } from '../../../../src/admin/talk/TalkPanel.tsx'
import { ProofPanel as ProofPanel_8be60a20b38abeb51105c23af7e191b0 } from '../../../../src/admin/proof/ProofPanel.tsx'
import { Kits as Kits_fcf97e03be10d7ddcab9a10b54c85bf6 } from '../../../../src/admin/channels/Kits.tsx'
import { RequestsAbout as RequestsAbout_109925e5016c49d07f858626a884c327 } from '../../../../src/admin/press/RequestsAbout.tsx'
import { HistoryPanel as HistoryPanel_7950cbcca3b19d399e0fa90d93081fe4 } from '../../../../src/admin/history/HistoryPanel.tsx'
import { StageCell as StageCell_6c3e5d4d7462b610d14abaf7cba589b3 } from '../../../../src/admin/list/StageCell.tsx'
import { Nothing as Nothing_5d365c2b77d4474ab9d263e54ddb4903 } from '../../../../src/admin/item/Nothing.tsx'
import { SaveDraft as SaveDraft_6f9f2aca50f51eb0ae79bc96aa06c5b8 } from '../../../../src/admin/item/SaveDraft.tsx'
import { Status as Status_550d22b80ec0077211f944ba3d6e40bd } from '../../../../src/admin/item/Status.tsx'
import { ItemView as ItemView_166297f238f3ae5f64a692f1d064bad3 } from '../../../../src/admin/item/ItemView.tsx'
import { CompareView as CompareView_a7bc5a25539795e452b2d5abd8814b47 } from '../../../../src/admin/compare/CompareView.tsx'
import { LookView as LookView_5575ecbbf93e35bcbe2d421724a2253e } from '../../../../src/admin/look/LookView.tsx'
import { ItemList as ItemList_d5c8e71155468978cb1b59075ca9c4ee } from '../../../../src/admin/list/ItemList.tsx'
import { PlanFileLink as PlanFileLink_acef398153c596ca349428b95b8a17b9 } from '../../../../src/admin/planFile/PlanFileLink.tsx'
import { SheetLink as SheetLink_a6065e54beee0f9789f8399979dcae4c } from '../../../../src/admin/press/SheetLink.tsx'
import { StateLinks as StateLinks_b1e116c8969ae632f998a6d4ac123d79 } from '../../../../src/admin/press/StateLinks.tsx'
import { Keys as Keys_aee5d805c4088305b48f2496818f578d } from '../../../../src/admin/keys/Keys.tsx'
import { SigningSecret as SigningSecret_d120d193b469e9c23bcc5693e35b2c8e } from '../../../../src/admin/keys/SigningSecret.tsx'
import { SubscriberPushes as SubscriberPushes_a0250bf58883f317a124a2a6e70e2670 } from '../../../../src/admin/deliveries/SubscriberPushes.tsx'
import { Icon as Icon_5eddd781ceb78812efb2dcc0cec36920 } from '../../../../src/admin/brand/Icon.tsx'
import { Logo as Logo_2e763df44b42c422bacb8a7fd68ccf87 } from '../../../../src/admin/brand/Logo.tsx'
import { Bell as Bell_3c2273022c0534c7a023c3b48b927123 } from '../../../../src/admin/notices/Bell.tsx'
import { NavLinks as NavLinks_11890693403bd9af6514e931472f6137 } from '../../../../src/admin/nav/NavLinks.tsx'
import { KeepFocus as KeepFocus_c5ec35c3122a23051a818adf93e0b22c } from '../../../../src/admin/frame/KeepFocus.tsx'
import { LightOnPaper as LightOnPaper_bc4bc1b685281edc4da23c36f62c5413 } from '../../../../src/admin/frame/LightOnPaper.tsx'
import { HomeView as HomeView_183349f9dc93f7a1fd20073d2a0324f0 } from '../../../../src/admin/home/HomeView.tsx'
import { BoardView as BoardView_4c3bce004b00dc02e07e28de8eca5be5 } from '../../../../src/admin/board/BoardView.tsx'
import { CalendarView as CalendarView_d10e7a8a7fc968768d91009fe9136af2 } from '../../../../src/admin/calendar/CalendarView.tsx'
import { InboxView as InboxView_98f2c3a7bbe56fb8137fd174cb7fa9d8 } from '../../../../src/admin/inbox/InboxView.tsx'
import { ReportScreen as ReportScreen_ac5f9e19ec78403e5fc886cd42d8bcf1 } from '../../../../src/admin/report/ReportScreen.tsx'
import { NoticesView as NoticesView_107c76268eaa44c849324eb23044409d } from '../../../../src/admin/notices/NoticesView.tsx'
import { LeaderLinksView as LeaderLinksView_8cd4f3c92b16de06bbd354cac20eea30 } from '../../../../src/admin/leaderLinks/LeaderLinksView.tsx'
import { PlanFileView as PlanFileView_b021056d65bc447b69c099b37a76e41b } from '../../../../src/admin/planFile/PlanFileView.tsx'
import { DeliveriesView as DeliveriesView_3b51ba509dd2dbddbc5c47d536bce0d2 } from '../../../../src/admin/deliveries/DeliveriesView.tsx'
import { MailboxView as MailboxView_863eea15b98afa0f24a0e646da245bd1 } from '../../../../src/admin/mailbox/MailboxView.tsx'
import { CollectionCards as CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1 } from '@payloadcms/next/rsc'

/** @type import('payload').ImportMap */
export const importMap = {
  "/src/admin/item/NextStep.tsx#NextStep": NextStep_b0bc1a01104905793e2090ea592f33de,
  "/src/admin/quota/QuotaPanel.tsx#QuotaPanel": QuotaPanel_a112c46d37cb0fecc5311bb31b28f32f,
  "/src/admin/channels/Briefs.tsx#Briefs": Briefs_0bd231854bc221687bc23fb4f19f7b58,
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
  "/src/admin/talk/TalkPanel.tsx#TalkPanel": TalkPanel_d593b05495a49afc83988013ff2f20b4,
  "/src/admin/proof/ProofPanel.tsx#ProofPanel": ProofPanel_8be60a20b38abeb51105c23af7e191b0,
  "/src/admin/channels/Kits.tsx#Kits": Kits_fcf97e03be10d7ddcab9a10b54c85bf6,
  "/src/admin/press/RequestsAbout.tsx#RequestsAbout": RequestsAbout_109925e5016c49d07f858626a884c327,
  "/src/admin/history/HistoryPanel.tsx#HistoryPanel": HistoryPanel_7950cbcca3b19d399e0fa90d93081fe4,
  "/src/admin/list/StageCell.tsx#StageCell": StageCell_6c3e5d4d7462b610d14abaf7cba589b3,
  "/src/admin/item/Nothing.tsx#Nothing": Nothing_5d365c2b77d4474ab9d263e54ddb4903,
  "/src/admin/item/SaveDraft.tsx#SaveDraft": SaveDraft_6f9f2aca50f51eb0ae79bc96aa06c5b8,
  "/src/admin/item/Status.tsx#Status": Status_550d22b80ec0077211f944ba3d6e40bd,
  "/src/admin/item/ItemView.tsx#ItemView": ItemView_166297f238f3ae5f64a692f1d064bad3,
  "/src/admin/compare/CompareView.tsx#CompareView": CompareView_a7bc5a25539795e452b2d5abd8814b47,
  "/src/admin/look/LookView.tsx#LookView": LookView_5575ecbbf93e35bcbe2d421724a2253e,
  "/src/admin/list/ItemList.tsx#ItemList": ItemList_d5c8e71155468978cb1b59075ca9c4ee,
  "/src/admin/planFile/PlanFileLink.tsx#PlanFileLink": PlanFileLink_acef398153c596ca349428b95b8a17b9,
  "/src/admin/press/SheetLink.tsx#SheetLink": SheetLink_a6065e54beee0f9789f8399979dcae4c,
  "/src/admin/press/StateLinks.tsx#StateLinks": StateLinks_b1e116c8969ae632f998a6d4ac123d79,
  "/src/admin/keys/Keys.tsx#Keys": Keys_aee5d805c4088305b48f2496818f578d,
  "/src/admin/keys/SigningSecret.tsx#SigningSecret": SigningSecret_d120d193b469e9c23bcc5693e35b2c8e,
  "/src/admin/deliveries/SubscriberPushes.tsx#SubscriberPushes": SubscriberPushes_a0250bf58883f317a124a2a6e70e2670,
  "/src/admin/brand/Icon.tsx#Icon": Icon_5eddd781ceb78812efb2dcc0cec36920,
  "/src/admin/brand/Logo.tsx#Logo": Logo_2e763df44b42c422bacb8a7fd68ccf87,
  "/src/admin/notices/Bell.tsx#Bell": Bell_3c2273022c0534c7a023c3b48b927123,
  "/src/admin/nav/NavLinks.tsx#NavLinks": NavLinks_11890693403bd9af6514e931472f6137,
  "/src/admin/frame/KeepFocus.tsx#KeepFocus": KeepFocus_c5ec35c3122a23051a818adf93e0b22c,
  "/src/admin/frame/LightOnPaper.tsx#LightOnPaper": LightOnPaper_bc4bc1b685281edc4da23c36f62c5413,
  "/src/admin/home/HomeView.tsx#HomeView": HomeView_183349f9dc93f7a1fd20073d2a0324f0,
  "/src/admin/board/BoardView.tsx#BoardView": BoardView_4c3bce004b00dc02e07e28de8eca5be5,
  "/src/admin/calendar/CalendarView.tsx#CalendarView": CalendarView_d10e7a8a7fc968768d91009fe9136af2,
  "/src/admin/inbox/InboxView.tsx#InboxView": InboxView_98f2c3a7bbe56fb8137fd174cb7fa9d8,
  "/src/admin/report/ReportScreen.tsx#ReportScreen": ReportScreen_ac5f9e19ec78403e5fc886cd42d8bcf1,
  "/src/admin/notices/NoticesView.tsx#NoticesView": NoticesView_107c76268eaa44c849324eb23044409d,
  "/src/admin/leaderLinks/LeaderLinksView.tsx#LeaderLinksView": LeaderLinksView_8cd4f3c92b16de06bbd354cac20eea30,
  "/src/admin/planFile/PlanFileView.tsx#PlanFileView": PlanFileView_b021056d65bc447b69c099b37a76e41b,
  "/src/admin/deliveries/DeliveriesView.tsx#DeliveriesView": DeliveriesView_3b51ba509dd2dbddbc5c47d536bce0d2,
  "/src/admin/mailbox/MailboxView.tsx#MailboxView": MailboxView_863eea15b98afa0f24a0e646da245bd1,
  "@payloadcms/next/rsc#CollectionCards": CollectionCards_f9c02e79a4aed9a3924487c0cd4cafb1
}
