/**
 * A profile in the codes of the columns; 0 is unknown, the code after the last a value that no offer has. A role that no
 * offer has is 0 beside its text, and so is an employer.
 */
export interface CodedProfile {
  readonly role: number;
  /** The role as it was asked for; its words speak for a role that no offer has. */
  readonly roleText?: string;
  readonly level: number;
  readonly country: number;
  readonly region: number;
  readonly city: number;
  readonly employer: number;
  readonly workMode: number;
  readonly employment: number;
  /** Ascending; empty where `skillsKnown` is false. */
  readonly skills: readonly number[];
  readonly skillsKnown: boolean;
  readonly years: number;
  readonly day: number;
  readonly tier: number;
}
