import { Button } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { NavLink, Navigate, Route, Routes } from 'react-router';
import { company, system } from '../../api/resources';
import type { Session } from '../../api/types';
import { usePreferences } from '../../app/preferences';
import { mayAdminister } from '../../app/session';
import { Asked } from '../../shared/Asked';
import { Confirm } from '../../shared/Confirm';
import { FindingList } from '../../shared/FindingList';
import { Grid } from '../../shared/Grid';
import { Page } from '../../shared/Page';
import { moment } from '../../shared/format';

function Doctor() {
  const { texts: t } = usePreferences();
  return (
    <Page title={t.company.doctor}>
      <section className="card">
        <Asked query={{ queryKey: ['doctor'], queryFn: system.doctor }}>
          {(d) => <FindingList findings={d.findings} />}
        </Asked>
      </section>
    </Page>
  );
}

function Versions({ who }: { who: Session }) {
  const { texts: t, language } = usePreferences();
  const client = useQueryClient();
  const restore = async (version: number) => {
    await company.restore(version);
    await client.invalidateQueries();
  };
  return (
    <Page title={t.company.versions}>
      <section className="card">
        <Asked query={{ queryKey: ['versions'], queryFn: company.versions }}>
          {(versions) => (
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
                    mayAdminister(who) && (
                      <Confirm
                        trigger={<Button size="small">{t.versions.restore}</Button>}
                        title={`${t.versions.version} ${v.version}`}
                        text={t.versions.restoreAsk}
                        does={t.versions.restore}
                        act={() => restore(v.version)}
                      />
                    ),
                },
              ]}
            />
          )}
        </Asked>
      </section>
    </Page>
  );
}

/** What the company is made of, one page for each part. */
export default function CompanyArea({ who }: { who: Session }) {
  const { texts: t } = usePreferences();
  return (
    <div className="split">
      <nav className="split-nav" aria-label={t.company.sections}>
        <NavLink to="/company/doctor">{t.company.doctor}</NavLink>
        <NavLink to="/company/versions">{t.company.versions}</NavLink>
      </nav>
      <Routes>
        <Route index element={<Navigate to="/company/doctor" replace />} />
        <Route path="doctor" element={<Doctor />} />
        <Route path="versions" element={<Versions who={who} />} />
      </Routes>
    </div>
  );
}
