import { canvasOn } from './canvas.test-kit.ts'
import { agentFrom, expect, expectSound, phone, schemes, shot, test } from './journeys.test-kit.ts'

for (const colorScheme of schemes) {
  test.describe(colorScheme, () => {
    test.use({ colorScheme, viewport: { width: 1440, height: 900 } })

    test('[journey.versions] revisions are listed, compared on the canvas and in words, put into the draft and rolled back to', async ({ page, context, me }, info) => {
      const agent = await agentFrom(context, me.slug, 'support-triage')
      const canvas = canvasOn(page)
      await canvas.open(`/${me.slug}/agents/${agent}`)
      await canvas.add('change case', 'Change case')
      await canvas.inspector.getByLabel('Text', { exact: true }).fill('Thank you for writing to us')
      await page.keyboard.press('Escape')
      await expect(canvas.saved).toBeVisible()
      await canvas.publish('Thanks people')
      await expect(page.getByText('Revision 2 is live')).toBeVisible()

      await page.getByRole('button', { name: /^Revision 2/ }).click()
      const versions = page.getByRole('complementary', { name: 'Versions' })
      await expect(versions.getByText('Thanks people')).toBeVisible()
      await expectSound(page)
      await shot(page, info, 'versions-panel')
      await versions.getByRole('button', { name: 'Compare revision 1 with the draft' }).click()
      const compare = page.getByRole('region', { name: 'Compare versions' })
      await expect(compare.getByRole('status')).toContainText('1 block added')
      await expect(compare.getByRole('region', { name: 'Change case: added' })).toContainText('Thank you for writing to us')
      await expectSound(page)
      await shot(page, info, 'versions-compare')
      await page.keyboard.press('Escape')

      await versions.getByRole('button', { name: 'More on revision 1' }).click()
      await page.getByRole('menuitem', { name: 'Roll back to it' }).click()
      const dialog = page.getByRole('dialog', { name: 'Roll back to revision 1' })
      await dialog.getByLabel('Why').fill('Nobody liked the thanks')
      await shot(page, info, 'versions-roll-back')
      await dialog.getByRole('button', { name: 'Roll back' }).click()
      await expect(versions.getByText('Brought back from revision 1')).toBeVisible()
      await expect(canvas.block('Change case')).toBeVisible()
      await versions.getByRole('button', { name: 'More on revision 1' }).click()
      await page.getByRole('menuitem', { name: 'Put into the draft' }).click()
      await expect(canvas.block('Change case')).toHaveCount(0)
      await expect(page.getByText('Revision 3', { exact: true }).first()).toBeVisible()
    })
  })
}

test.describe('on a phone', () => {
  test.use({ ...phone })
  test('[journey.versions] versions are a sheet, a comparison stands above its list', async ({ page, context, me }, info) => {
    const agent = await agentFrom(context, me.slug, 'support-triage')
    await page.goto(`/${me.slug}/agents/${agent}?revision=1`)
    await expect(page.getByRole('region', { name: 'Compare versions' })).toBeVisible()
    await shot(page, info, 'versions-phone')
  })
})
