/** A member as the audit log names them. */
export const memberTarget = ({ id, name }: { id: string; name: string }) => ({
	...{ kind: 'member', id, label: name, memberId: id },
});
