import * as z from 'zod';
import { FieldFilters, MemberSort, RoleKey } from '../members/members.schema.ts';

export const MOST_SEARCHES = 20;

/** What the directory was asked for. */
export const DirectoryQuery = z.strictObject({
	search: z.string().trim().max(80),
	roleKey: RoleKey.nullable(),
	sort: MemberSort,
	filters: FieldFilters,
});
export type DirectoryQuery = z.infer<typeof DirectoryQuery>;

const Name = z.string().trim().min(1).max(60);

/** A search that a member keeps under a name of their own; its id is made before the first try to save it. */
export const SavedSearch = z.strictObject({ id: z.uuid(), name: Name, query: DirectoryQuery });
export type SavedSearch = z.infer<typeof SavedSearch>;
export const SavedSearches = z.array(SavedSearch);

export const SearchRef = z.strictObject({ searchId: z.uuid() });
export type SearchRef = z.infer<typeof SearchRef>;

export const RenameSearch = SearchRef.extend({ name: Name });
export type RenameSearch = z.infer<typeof RenameSearch>;
