import { describe, expect, it } from 'vitest';
import { tidied } from '../src/areas/company/editor/fields';
import { listAt, textAt, withValue } from '../src/shared/entry';

describe('entries of the document', () => {
  const user = { name: 'Mario', teams: { upn: 'a@b' }, pickupGroups: ['sales'] };

  it('are read at a path, and what is not there is empty', () => {
    expect(textAt(user, ['teams', 'upn'])).toBe('a@b');
    expect(textAt(user, ['twin', 'ringTime'])).toBe('');
    expect(listAt(user, ['pickupGroups'])).toEqual(['sales']);
  });

  it('lose what becomes empty, and stay themselves as they were', () => {
    expect(withValue(user, ['teams', 'upn'], undefined)).toEqual({ name: 'Mario', pickupGroups: ['sales'] });
    expect(withValue(user, ['twin', 'ringTime'], '20s')).toEqual({ ...user, twin: { ringTime: '20s' } });
    expect(user.teams.upn).toBe('a@b');
  });

  it('are sent without empty lines and blanks around', () => {
    expect(tidied({ name: ' Mario ', groups: ['a ', ''], none: [''], deep: { list: [' '] } })).toEqual({
      name: 'Mario',
      groups: ['a'],
      deep: {},
    });
  });
});
