import type { Change } from '../api/types';
import { useTexts } from '../app/preferences';
import { Grid } from './Grid';

/** What differs, field by field. */
export function Changes({ changes }: { changes: readonly Change[] }) {
  const t = useTexts();
  return (
    <Grid
      label={t.company.previewTitle}
      items={changes}
      keyOf={(c) => c.path}
      empty={t.company.nothingChanged}
      columns={[
        { title: t.company.field, cell: (c) => <code>{c.path}</code> },
        { title: t.company.before, cell: (c) => (c.before ? <del>{c.before}</del> : '–') },
        { title: t.company.after, cell: (c) => (c.after ? <ins>{c.after}</ins> : '–') },
      ]}
    />
  );
}
