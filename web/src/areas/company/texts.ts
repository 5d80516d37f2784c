import { usePreferences } from '../../app/preferences';
import { companyEn, type CompanyTexts } from '../../texts/company.en';
import { companyIt } from '../../texts/company.it';

/** The texts of the company's pages, which come with these pages and not with the first screen. */
export function useCompanyTexts(): CompanyTexts {
  return usePreferences().language === 'it' ? companyIt : companyEn;
}
