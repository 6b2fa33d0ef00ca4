import type { Avoided, Words } from './permission.ts';

/** What is known of an acting member; null for visitors. */
export type Standing = {
	memberId: string;
	/** Roles of the whole community. */
	roleIds: readonly string[];
	/** Private spaces this member was let into. */
	spaceIds: readonly string[];
	/** Of these, the ones they have only because they once paid, and owe for now. Left out for who owes nothing. */
	unpaidSpaceIds?: readonly string[];
	/** Roles held in single spaces, by space. */
	scopedRoles?: Readonly<Record<string, readonly string[]>>;
	/** What groups of spaces and spaces say of this member alone, by their ids. */
	overrides?: Readonly<Record<string, Words>>;
	avoided?: Avoided;
	/** The highest version of the guidelines that this member accepted; left out where nobody is asked. */
	guidelinesVersion?: number;
	/** The same of the terms. */
	termsVersion?: number;
	/** Reads and keeps order, and takes no part until then; null without an end. Left out for who is free. */
	silenced?: { until: Date | null };
	/** Whether this session was opened with a second factor; left out is no. */
	hasSecondFactor?: boolean;
	/** What they could do that is dangerous when they showed it: it counts as long as that is all. Left out: for anything. */
	shownFor?: readonly string[];
	/** What somebody's job in the organization allows them here, over and above what they may as a member. */
	job?: readonly string[];
	/** False for who works for the organization and is no member: what members may says nothing of them. */
	isMember?: false;
};

/** The same with a second factor shown just now. */
export function withSecondFactor(standing: Standing): Standing {
	const { shownFor: _, ...rest } = standing;
	return { ...rest, hasSecondFactor: true };
}
