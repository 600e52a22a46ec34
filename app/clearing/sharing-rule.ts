/** How an invoice is shared; fixed when a group purchase opens. Browser-safe. */
export const sharingRuleNames = ['equal', 'serial', 'shapley', 'nucleolus'] as const;
export type SharingRule = (typeof sharingRuleNames)[number];
