/**
 * What card JSON 2.0 allows (docs/develop/feishu.md#cards): the attributes of each component, apart from `tag`,
 * `element_id` and `margin`. An attribute that is not listed is an error on the platform too.
 */
const LAYOUT =
  'direction padding horizontal_spacing horizontal_align vertical_spacing vertical_align background_style elements';
const FIELD = 'name required disabled disabled_tips placeholder width value behaviors confirm';
const SELECT = `${FIELD} type options`;

const components: Record<string, string> = {
  div: 'text icon width',
  markdown: 'content i18n_content text_align text_size icon',
  hr: '',
  img: 'img_key i18n_img_key alt title corner_radius scale_type size transparent preview',
  img_combination: 'combination_mode combination_transparent corner_radius img_list',
  person: 'user_id size show_avatar show_name style',
  person_list: 'persons size lines show_avatar show_name drop_invalid_user_id icon',
  chart: 'aspect_ratio color_theme chart_spec preview height',
  table: 'page_size row_height row_max_height freeze_first_column header_style columns rows',
  column_set: 'flex_mode background_style horizontal_spacing horizontal_align columns behaviors',
  column: `${LAYOUT} width weight behaviors`,
  collapsible_panel: `${LAYOUT} expanded header border background_color`,
  interactive_container: `${LAYOUT} width height has_border border_color corner_radius behaviors hover_tips disabled disabled_tips confirm`,
  form: `${LAYOUT} name`,
  button:
    'name type size width text icon hover_tips disabled disabled_tips confirm behaviors required form_action_type action_type',
  input: `${FIELD} default_value max_length input_type show_icon rows auto_resize max_rows label label_position`,
  select_static: `${SELECT} initial_index initial_option`,
  multi_select_static: `${SELECT} selected_values`,
  select_person: `${SELECT} initial_option`,
  multi_select_person: `${SELECT} selected_values`,
  date_picker: `${FIELD} initial_date`,
  picker_time: `${FIELD} initial_time`,
  picker_datetime: `${FIELD} initial_datetime`,
  overflow: 'width options value behaviors confirm',
  checker:
    'name checked text overall_checkable button_area checked_style padding value behaviors confirm hover_tips disabled disabled_tips',
  select_img: `${FIELD} style multi_select layout can_preview aspect_ratio options`,
};

/** Objects inside components, by the name of the attribute (or `tag`) that holds them. */
const shapes: Record<string, string> = {
  card: 'schema config card_link header body',
  config:
    'streaming_mode streaming_config summary locales enable_forward update_multi width_mode use_custom_translation enable_forward_interaction style',
  summary: 'content i18n_content',
  link: 'url pc_url ios_url android_url',
  header: 'title subtitle text_tag_list i18n_text_tag_list template icon padding',
  body: LAYOUT,
  text: 'tag content i18n_content text_size text_align text_color lines',
  text_tag: 'tag element_id text color',
  icon: 'tag token color img_key size',
  confirm: 'title text',
  callback: 'type value',
  open_url: 'type default_url pc_url ios_url android_url',
  option: 'text value icon img_key disabled disabled_tips hover_tips',
  panelHeader: 'title background_color vertical_align padding position width icon icon_position icon_expanded_angle',
  border: 'color corner_radius',
  tableColumn: 'name display_name width data_type format date_format vertical_align horizontal_align',
  tableHeader: 'text_align text_size background_style text_color bold lines',
};

/** Attributes that accept only one of a few words. */
export const choices: Record<string, string> = {
  'config.width_mode': 'compact default fill',
  'header.template': 'blue wathet turquoise green yellow orange red carmine violet purple indigo grey default',
  'text_tag.color': 'neutral blue turquoise lime orange violet indigo wathet green yellow red purple carmine grey',
  'button.type': 'default primary danger text primary_text danger_text primary_filled danger_filled laser',
  'button.form_action_type': 'submit reset',
  'button.action_type': 'form_submit form_reset link request multi',
  'input.input_type': 'text multiline_text password',
  'column_set.flex_mode': 'none stretch flow bisect trisect',
  'chart.aspect_ratio': '1:1 2:1 4:3 16:9',
  'chart.color_theme': 'brand rainbow complementary converse primary',
  'chart.preview': 'true false',
  'tableColumn.horizontal_align': 'left center right',
  'tableColumn.data_type': 'text lark_md markdown number options persons date',
};

/** Required attributes of each component. */
export const required: Record<string, string> = {
  div: 'text',
  markdown: 'content',
  img: 'img_key alt',
  chart: 'chart_spec',
  table: 'columns rows',
  tableColumn: 'name',
  column_set: 'columns',
  column: 'elements',
  collapsible_panel: 'elements',
  interactive_container: 'elements',
  form: 'name elements',
  select_static: 'options',
  multi_select_static: 'options',
  overflow: 'options',
  text: 'content',
  header: 'title',
  body: 'elements',
};

export const interactiveTags = new Set(
  'button input select_static multi_select_static select_person multi_select_person date_picker picker_time picker_datetime checker select_img'.split(
    ' ',
  ),
);
/** Version 1 components that 2.0 refuses with 200861. */
export const retiredTags = new Set(['note', 'action']);

const words = (text: string) => new Set(text.split(' ').filter(Boolean));
const componentAttributes = new Map(
  Object.entries(components).map(([tag, text]) => [tag, words(`tag element_id margin ${text}`)]),
);
const shapeAttributes = new Map(Object.entries(shapes).map(([name, text]) => [name, words(text)]));

/** Attribute names of a component, undefined for an unknown tag. */
export const attributesOf = (tag: string): Set<string> | undefined => componentAttributes.get(tag);
/** Attribute names of an inner object. */
export const attributesOfShape = (name: string): Set<string> => shapeAttributes.get(name) ?? new Set();
