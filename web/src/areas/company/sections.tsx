import { useQuery } from '@tanstack/react-query';
import { Link } from 'react-router';
import { system } from '../../api/resources';
import type { Session } from '../../api/types';
import { useTexts } from '../../app/preferences';
import { HealthBadge } from '../../shared/HealthBadge';
import { isEntry, listAt, textAt } from '../../shared/entry';
import { SectionPage } from './editor/SectionPage';
import { useCompanyTexts } from './texts';

type Props = { who: Session };

export function UsersPage({ who }: Props) {
  const t = useTexts();
  const c = useCompanyTexts();
  return (
    <SectionPage
      who={who}
      section="users"
      title={c.users.title}
      newText={c.users.new}
      keyTitle={c.editor.key}
      search={c.users.search}
      actions={<Link to="/company/import">{c.users.import}</Link>}
      columns={() => [
        { title: c.users.name, cell: ({ entry }) => textAt(entry, ['name']) },
        { title: c.users.extension, cell: ({ entry }) => textAt(entry, ['extension']) },
        { title: c.users.number, cell: ({ entry }) => textAt(entry, ['number']) },
        {
          title: c.users.teams,
          cell: ({ entry }) => (entry.teams === undefined ? '' : textAt(entry, ['teams', 'upn']) || t.common.yes),
        },
        {
          title: c.users.devices,
          cell: ({ entry }) => (isEntry(entry.devices) ? Object.keys(entry.devices).join(', ') : ''),
        },
        { title: c.users.class, cell: ({ entry }) => textAt(entry, ['class']) },
      ]}
    />
  );
}

export function LinesPage({ who }: Props) {
  const t = useTexts();
  const c = useCompanyTexts();
  const { data } = useQuery({ queryKey: ['lines'], queryFn: system.lines, refetchInterval: 5_000 });
  return (
    <SectionPage
      who={who}
      section="lines"
      title={c.lines.title}
      newText={c.lines.new}
      keyTitle={t.common.name}
      search={c.users.search}
      columns={() => [
        {
          title: c.lines.kind,
          cell: ({ entry }) => c.lines.kinds[textAt(entry, ['kind']) as keyof typeof c.lines.kinds],
        },
        {
          title: c.lines.status,
          cell: ({ name }) => {
            const status = data?.find((line) => line.name === name);
            return status && <HealthBadge state={status.state} />;
          },
        },
        {
          title: c.lines.channels,
          cell: ({ name, entry }) =>
            [data?.find((line) => line.name === name)?.calls, textAt(entry, ['channels'])]
              .filter((x) => x !== '')
              .join(' / '),
        },
        {
          title: c.lines.peers,
          cell: ({ entry }) => [...listAt(entry, ['peers']), ...listAt(entry, ['hubs'])].join(', '),
        },
      ]}
    />
  );
}

export function NumbersPage({ who }: Props) {
  const c = useCompanyTexts();
  return (
    <SectionPage
      who={who}
      section="numbers"
      title={c.numbers.title}
      newText={c.numbers.new}
      keyTitle={c.numbers.number}
      search={c.users.search}
      columns={() => [
        {
          title: c.numbers.leadsTo,
          cell: ({ entry }) =>
            entry.flow === undefined ? (
              <Link to={`/company/users/${textAt(entry, ['user'])}`}>{textAt(entry, ['user'])}</Link>
            ) : (
              <Link to={`/flows/edit/${textAt(entry, ['flow'])}`}>{textAt(entry, ['flow'])}</Link>
            ),
        },
      ]}
    />
  );
}

export function ClassesPage({ who }: Props) {
  const c = useCompanyTexts();
  return (
    <SectionPage
      who={who}
      section="classes"
      title={c.classes.title}
      newText={c.classes.new}
      keyTitle={c.editor.key}
      search={c.users.search}
      columns={() => [
        { title: c.classes.upTo, cell: ({ entry }) => textAt(entry, ['upTo']) },
        { title: c.classes.allow, cell: ({ entry }) => listAt(entry, ['allow']).join(', ') },
        { title: c.classes.deny, cell: ({ entry }) => listAt(entry, ['deny']).join(', ') },
      ]}
    />
  );
}
