import { Button, Field, Select } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { company } from '../../api/resources';
import type { Session, Version } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { mayAdminister } from '../../app/session';
import { Asked } from '../../shared/Asked';
import { Changes } from '../../shared/Changes';
import { Confirm } from '../../shared/Confirm';
import { Grid } from '../../shared/Grid';
import { Page } from '../../shared/Page';
import { moment } from '../../shared/format';
import { useCompanyTexts } from './texts';
import { useCompany } from './useCompany';

function Compare({ versions }: { versions: readonly Version[] }) {
  const { texts: t } = usePreferences();
  const c = useCompanyTexts();
  const newest = versions[0]?.version ?? 0;
  const [pair, setPair] = useState({ older: versions[1]?.version ?? newest, newer: newest });
  const choice = (field: keyof typeof pair, label: string) => (
    <Field label={label}>
      <Select value={String(pair[field])} onChange={(_, d) => setPair({ ...pair, [field]: Number(d.value) })}>
        {versions.map((v) => (
          <option key={v.version} value={v.version}>
            {v.version === newest ? `${v.version} (${t.versions.current})` : v.version}
          </option>
        ))}
      </Select>
    </Field>
  );
  return (
    <section className="card stack">
      <h2>{c.versions.compare}</h2>
      <div className="form">
        {choice('older', c.versions.older)}
        {choice('newer', c.versions.newer)}
      </div>
      <Asked
        query={{
          queryKey: ['difference', pair],
          queryFn: ({ signal }) => company.diff(pair.older, pair.newer, { signal }),
        }}
      >
        {(changes) => <Changes changes={changes} />}
      </Asked>
    </section>
  );
}

/** What restoring would do, asked when the question is. */
function Restore({ version, newest }: { version: number; newest: number }) {
  const { texts: t } = usePreferences();
  const queries = useQueryClient();
  const { data } = useCompany();
  const restore = async () => {
    await company.restore(version, data?.etag ?? null);
    await queries.invalidateQueries();
  };
  return (
    <Confirm
      trigger={
        <Button size="small" aria-label={`${t.versions.restore} ${version}`}>
          {t.versions.restore}
        </Button>
      }
      title={`${t.versions.version} ${version}`}
      text={t.versions.restoreAsk}
      does={t.versions.restore}
      act={restore}
    >
      <Asked
        query={{
          queryKey: ['difference', { older: newest, newer: version }],
          queryFn: ({ signal }) => company.diff(newest, version, { signal }),
        }}
      >
        {(changes) => <Changes changes={changes} />}
      </Asked>
    </Confirm>
  );
}

/** Every version of the company document: compared, and put in force again. */
export default function VersionsPage({ who }: { who: Session }) {
  const { texts: t, language } = usePreferences();
  return (
    <Page title={t.company.versions}>
      <Asked query={{ queryKey: ['versions'], queryFn: company.versions }}>
        {(versions) => {
          const newest = versions[0]?.version ?? 0;
          return (
            <>
              <Compare key={newest} versions={versions} />
              <section className="card">
                <Grid
                  label={t.company.versions}
                  items={versions}
                  keyOf={(v) => String(v.version)}
                  columns={[
                    { title: t.versions.version, cell: (v) => v.version },
                    { title: t.versions.at, cell: (v) => moment(v.appliedAt, language) },
                    { title: t.versions.by, cell: (v) => v.appliedBy },
                    {
                      title: t.versions.restore,
                      cell: (v) =>
                        v.version === newest
                          ? t.versions.current
                          : mayAdminister(who) && <Restore version={v.version} newest={newest} />,
                    },
                  ]}
                />
              </section>
            </>
          );
        }}
      </Asked>
    </Page>
  );
}
