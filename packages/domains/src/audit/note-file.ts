import type { CommunityContext } from '../context.ts';
import type { AuditAction, AuditNote } from './audit.schema.ts';

/** How many lines a file has, and what narrowed it. */
type Taken = { count: number } & Readonly<Record<string, unknown>>;

/** What is written down of a file that somebody takes: how much and by which filter, never what is in it. */
export function noteOfFile(
	{ community: { id, name } }: CommunityContext,
	action: Extract<AuditAction, `${string}.exported`>,
	taken: Taken,
): AuditNote {
	return { action, target: { kind: 'community', id, label: name }, after: takenOf(taken) };
}

/** The parts of a filter that leave something out. */
export const takenOf = (taken: Taken): Readonly<Record<string, unknown>> =>
	Object.fromEntries(Object.entries(taken).filter(([, part]) => !saysNothing(part)));

const saysNothing = (part: unknown) =>
	part === null || part === undefined || (Array.isArray(part) && part.length === 0);
