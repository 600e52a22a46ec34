/** What waits for somebody, by what it asks of them. */
export interface Waiting {
  /** 100 stands for that or more. */
  unreadNotices: number;
  /** Needs begun and not published. */
  drafts: number;
  /** Open needs proposed to the organisation's capabilities. */
  proposedNeeds: number;
  /** Group purchases that the organisation takes part in and that close within 14 days. */
  closingPurchases: number;
  /** For coordinators: organisations that signed up and that nobody has verified. */
  organisationsToVerify: number;
}
