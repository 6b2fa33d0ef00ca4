/** Whether an organization may try a paid plan first: one that never had any. Whatever it had, ended or not, is known by its status. */
export const mayTry = (row: { status: string } | undefined): boolean =>
	row === undefined || row.status === 'none';
