"""Gradio's theme: its names for colours and fonts, each given one of ours (static/form.css)."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import gradio as gr

_OURS = {
    "paper": ["body_background_fill", "background_fill_secondary", "panel_background_fill"],
    "raised": [
        "background_fill_primary",
        "block_background_fill",
        "block_label_background_fill",
        "input_background_fill",
        "input_background_fill_focus",
        "checkbox_background_color",
        "checkbox_label_background_fill",
        "button_secondary_background_fill",
        "table_even_background_fill",
        "table_odd_background_fill",
        "code_background_fill",
    ],
    "ink": [
        "body_text_color",
        "block_title_text_color",
        "block_label_text_color",
        "accordion_text_color",
        "table_text_color",
        "checkbox_label_text_color",
        "button_secondary_text_color",
        "button_cancel_text_color",
    ],
    "muted": ["body_text_color_subdued", "block_info_text_color", "input_placeholder_color"],
    "line": ["border_color_primary", "block_border_color", "panel_border_color", "table_border_color"],
    "strong-line": [
        "input_border_color",
        "input_border_color_hover",
        "checkbox_border_color",
        "checkbox_label_border_color",
        "button_secondary_border_color",
        "button_cancel_border_color",
    ],
    "accent": [
        "color_accent",
        "border_color_accent",
        "link_text_color",
        "link_text_color_active",
        "link_text_color_visited",
        "checkbox_background_color_selected",
        "checkbox_border_color_selected",
        "checkbox_border_color_hover",
        "checkbox_border_color_focus",
        "checkbox_label_border_color_selected",
        "checkbox_label_border_color_hover",
        "checkbox_label_text_color_selected",
        "button_primary_background_fill",
        "button_primary_border_color",
        "button_secondary_text_color_hover",
        "button_secondary_border_color_hover",
        "loader_color",
        "slider_color",
        "input_border_color_focus",
    ],
    "accent-hover": [
        "link_text_color_hover",
        "button_primary_background_fill_hover",
        "button_primary_border_color_hover",
    ],
    "accent-ink": ["button_primary_text_color", "button_primary_text_color_hover"],
    "accent-soft": [
        "color_accent_soft",
        "border_color_accent_subdued",
        "checkbox_label_background_fill_selected",
        "checkbox_label_background_fill_hover",
        "button_secondary_background_fill_hover",
    ],
    "error-soft": ["error_background_fill", "button_cancel_background_fill"],
    "error": ["error_border_color", "error_text_color", "error_icon_color"],
}
_PLAIN = {
    "block_shadow": "none",
    "block_border_width": "1px",
    "block_label_shadow": "none",
    "button_primary_shadow": "none",
    "button_secondary_shadow": "none",
    "checkbox_label_shadow": "none",
    "input_shadow": "none",
    "input_shadow_focus": "none",
    "input_border_width": "1px",
    "body_text_size": "16px",
    "block_title_text_size": "15px",
    "block_title_text_weight": "600",
    "block_label_text_size": "15px",
    "block_info_text_size": "14px",
    "checkbox_label_text_size": "15px",
    "input_text_size": "16px",
    "button_large_text_size": "16px",
    "button_large_text_weight": "600",
    "block_radius": "var(--office-radius)",
    "container_radius": "var(--office-radius)",
    "input_radius": "var(--office-radius)",
    "button_large_radius": "var(--office-radius)",
    "button_small_radius": "var(--office-radius)",
}


def theme() -> gr.themes.Base:
    """The theme. Light or dark is left to form.css, so that each of Gradio's names has one value for both."""
    import gradio as gr

    # Fonts as plain names: a font of gr.themes.GoogleFont would be asked of another machine.
    made = gr.themes.Base(font=["var(--office-font)"], font_mono=["var(--office-mono)"])
    values = {name: f"var(--office-{ours})" for ours, names in _OURS.items() for name in names} | _PLAIN
    dark = {f"{name}_dark": value for name, value in values.items() if hasattr(made, f"{name}_dark")}
    return made.set(**values, **dark)
