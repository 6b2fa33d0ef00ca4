export { freeHandle, handleFrom } from './handle.ts';
export { ensureMember } from './ensure-member.ts';
export { memberOfStaff } from './member-of-staff.ts';
export { readStanding, type StandingRow } from './standing.ts';
